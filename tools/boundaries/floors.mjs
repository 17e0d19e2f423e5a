// Imports point down; who may know whom.
import { posix } from "node:path";

import { isTest } from "../source-tree.mjs";
import { importsOf } from "../syntax.mjs";
import { pureSources } from "./workspace.mjs";

/** @typedef {import("./workspace.mjs").Package} Package */
/** @typedef {import("./workspace.mjs").Finding} Finding */
/** @typedef {import("../source-tree.mjs").SourceTree} SourceTree */

/** @returns {Finding[]} */
export function checkFloors(/** @type {readonly Package[]} */ packages, /** @type {SourceTree} */ tree) {
  return packages.flatMap((one) => [
    ...checkManifest(one, packages),
    ...[...one.sources, ...one.tests].flatMap((path) => checkFile(one, path, { packages, tree })),
    ...checkHands(one, packages, tree),
  ]);
}

/** @returns {Finding[]} */
function checkManifest(/** @type {Package} */ one, /** @type {readonly Package[]} */ packages) {
  const path = `${one.folder}/package.json`;
  if (!Number.isInteger(one.floor))
    return [{ rule: "floor-missing", path, message: `nx.tags of ${one.name} names no floor` }];
  const upward = (/** @type {string} */ field, /** @type {(floor: number) => boolean} */ allowed) =>
    packages
      .filter((other) => one.manifest[field]?.[other.name] && !allowed(other.floor))
      .map((other) => ({
        rule: "floor",
        path,
        message: `${field} of ${one.name} (floor ${one.floor}) names ${other.name} (floor ${other.floor}); imports point down`,
      }));
  return [
    ...upward("dependencies", (floor) => floor < one.floor),
    ...upward("devDependencies", (floor) => floor <= one.floor),
  ];
}

/** @returns {Finding[]} */
function checkFile(
  /** @type {Package} */ one,
  /** @type {string} */ path,
  /** @type {{ packages: readonly Package[], tree: SourceTree }} */ { packages, tree },
) {
  /** @type {Finding[]} */
  const findings = [];
  for (const { name, at } of importsOf(path, tree.get(path) ?? "")) {
    const say = (/** @type {string} */ rule, /** @type {string} */ message) =>
      findings.push({ rule, path, at, message });
    if (name.startsWith(".") && !posix.join(posix.dirname(path), name).startsWith(`${one.folder}/`)) {
      say("path-import", `"${name}" leaves ${one.folder}; packages meet through their names`);
    }
    const other = packages.find((each) => name === each.name || name.startsWith(`${each.name}/`));
    if (!other) {
      if (name.startsWith("@fabrikk/")) say("undeclared", `there is no package ${name}`);
      continue;
    }
    if (other !== one) findings.push(...checkImport({ one, other, name, path, at }));
  }
  return findings;
}

/** @returns {Finding[]} */
function checkImport(
  /** @type {{ one: Package, other: Package, name: string, path: string, at: number }} */ {
    one,
    other,
    name,
    path,
    at,
  },
) {
  const test = isTest(path);
  /** @type {Finding[]} */
  const findings = [];
  const say = (/** @type {string} */ rule, /** @type {string} */ message) => findings.push({ rule, path, at, message });
  const floors = `${one.name} (floor ${one.floor}) imports ${other.name} (floor ${other.floor})`;
  if (test ? other.floor > one.floor : other.floor >= one.floor) {
    say("floor", `${floors}; imports point down`);
    return findings;
  }
  const bundled = one.folder.startsWith("apps/"); // an app's bundle holds what it imports
  const fields = test || bundled ? ["dependencies", "devDependencies"] : ["dependencies"];
  if (!fields.some((field) => one.manifest[field]?.[other.name])) {
    say("undeclared", `${other.name} is not in the ${fields.join(" or ")} of ${one.name}`);
  }
  const subpath = `.${name.slice(other.name.length)}`;
  const known = Object.keys(other.manifest.exports ?? {});
  if (!known.includes(subpath) && !known.some((key) => key.endsWith("/*") && subpath.startsWith(key.slice(0, -1)))) {
    say("undeclared", `${other.name} does not export "${subpath}"`);
  }
  if (!test && subpath.startsWith("./contracts/")) say("contract", `"${name}" is for tests: it is not published`);
  return findings;
}

/**
 * Ports reach a stage and the engine as arguments: neither the engine nor a stage's pure entries name the hands that
 * fill them, nor an entry of another package that does.
 * @returns {Finding[]}
 */
function checkHands(
  /** @type {Package} */ one,
  /** @type {readonly Package[]} */ packages,
  /** @type {SourceTree} */ tree,
) {
  if (one.floor !== 2 && one.floor !== 3) return [];
  const hands = packages.filter((other) => other.tags.includes("hands")).map((other) => other.name);
  const files = one.floor === 3 ? one.sources : pureSources(one, tree);
  return files.flatMap((path) =>
    importsOf(path, tree.get(path) ?? "")
      .filter(
        ({ name }) =>
          hands.some((hand) => name === hand || name.startsWith(`${hand}/`)) || /^@fabrikk\/[^/]+\/node$/.test(name),
      )
      .map(({ name, at }) => ({
        rule: "hands",
        path,
        at,
        message: `"${name}" fills ports; ${one.floor === 3 ? "the engine gets them from the CLI" : "only ./node may import it"}`,
      })),
  );
}
