// Pure code reads no clock, no dice, no environment and no disk: same input, same output, in any JavaScript runtime.
import { builtinModules } from "node:module";

import { importsOf, parse, walk } from "../syntax.mjs";
import { pureSources } from "./workspace.mjs";

/** @typedef {import("./workspace.mjs").Package} Package */
/** @typedef {import("./workspace.mjs").Finding} Finding */
/** @typedef {import("../source-tree.mjs").SourceTree} SourceTree */
/** @typedef {import("../syntax.mjs").Node} Node */

const wholeObjects = new Set([
  "process",
  "performance",
  "crypto",
  "navigator",
  "fetch",
  "setTimeout",
  "setInterval",
  "setImmediate",
]);
const members = new Set(["Date.now", "Math.random"]);

/** @returns {Finding[]} */
export function checkPurity(/** @type {readonly Package[]} */ packages, /** @type {SourceTree} */ tree) {
  return packages.flatMap((one) => {
    const pure = new Set(pureSources(one, tree));
    const portsOnly = one.floor === 3 ? one.sources : []; // the engine also runs on a virtual clock
    return [
      ...[...pure].flatMap((path) => builtinImports(path, tree.get(path) ?? "")),
      ...[...pure, ...portsOnly].flatMap((path) => impureNames(path, tree.get(path) ?? "")),
    ];
  });
}

/** @returns {Finding[]} */
function builtinImports(/** @type {string} */ path, /** @type {string} */ text) {
  return importsOf(path, text)
    .filter(({ name }) => name.startsWith("node:") || builtinModules.includes(name))
    .map(({ name, at }) => ({
      rule: "pure",
      path,
      at,
      message: `"${name}" in code that must run in any JavaScript runtime`,
    }));
}

/** @returns {Finding[]} */
function impureNames(/** @type {string} */ path, /** @type {string} */ text) {
  /** @type {Finding[]} */
  const findings = [];
  walk(parse(path, text).program, ({ node, parent, key }) => {
    const name = impureName(node, parent, key);
    if (name)
      findings.push({
        rule: "pure",
        path,
        at: node.start,
        message: `${name} in pure code; time, chance and the world come as arguments or ports`,
      });
  });
  return findings;
}

function impureName(/** @type {Node} */ node, /** @type {Node | undefined} */ parent, /** @type {string} */ key) {
  if (
    node.type === "NewExpression" &&
    nameOf(node["callee"]) === "Date" &&
    /** @type {unknown[]} */ (node["arguments"]).length === 0
  )
    return "new Date()";
  if (node.type === "MemberExpression") {
    const name = `${nameOf(node["object"])}.${nameOf(node["property"])}`;
    return members.has(name) ? name : undefined;
  }
  const name = nameOf(node);
  if (name === undefined || !wholeObjects.has(name)) return undefined;
  const isValue = ["object", "callee", "init", "argument", "arguments", "right", "left", "test", "elements"].includes(
    key,
  );
  return isValue && parent?.type !== "TSTypeReference" ? name : undefined;
}

function nameOf(/** @type {unknown} */ node) {
  const { type, name } = /** @type {{ type?: string, name?: string }} */ (node ?? {});
  return type === "Identifier" ? name : undefined;
}
