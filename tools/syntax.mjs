// What the checks ask of a source file's syntax, answered from its tree (oxc reads TypeScript as it stands).
import { parseSync, visitorKeys } from "oxc-parser";

/** @typedef {{ type: string, start: number, end: number, [key: string]: unknown }} Node */
/** @typedef {{ node: Node, parent: Node | undefined, key: string }} Visit */

/** @type {Map<string, { text: string, parsed: import("oxc-parser").ParseResult }>} */
const cache = new Map();

export function parse(/** @type {string} */ path, /** @type {string} */ text) {
  const known = cache.get(path);
  if (known?.text === text) return known.parsed;
  const parsed = parseSync(path, text);
  if (parsed.errors.length > 0) throw new Error(`${path}: ${parsed.errors[0]?.message}`);
  cache.set(path, { text, parsed });
  return parsed;
}

/** Every module that a file names in an import, re-export, `import()` or `import("x").Type`, with the place. */
export function importsOf(/** @type {string} */ path, /** @type {string} */ text) {
  const { module, program } = parse(path, text);
  const found = module.staticImports.map(({ moduleRequest }) => ({
    name: moduleRequest.value,
    at: moduleRequest.start,
  }));
  for (const { entries } of module.staticExports) {
    const request = entries.find((entry) => entry.moduleRequest)?.moduleRequest;
    if (request) found.push({ name: request.value, at: request.start });
  }
  walk(program, ({ node }) => {
    if (node.type !== "ImportExpression" && node.type !== "TSImportType") return;
    const source = /** @type {Node | undefined} */ (node["source"]);
    if (typeof source?.["value"] === "string") found.push({ name: source["value"], at: node.start });
  });
  return found;
}

/** Calls `visit` for every node, parents first. */
export function walk(/** @type {unknown} */ program, /** @type {(visit: Visit) => void} */ visit) {
  /** @type {Visit[]} */
  const stack = [{ node: /** @type {Node} */ (program), parent: undefined, key: "" }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    visit(next);
    const { node } = next;
    for (const key of (visitorKeys[node.type] ?? []).toReversed()) {
      const value = node[key];
      const children = (Array.isArray(value) ? value : [value]).filter((child) => typeof child?.type === "string");
      for (const child of children.toReversed()) stack.push({ node: child, parent: node, key });
    }
  }
}

/** The line, from 1, of an offset. */
export function lineAt(/** @type {string} */ text, /** @type {number} */ offset) {
  return text.slice(0, offset).split("\n").length;
}

/** The text of a string literal or of a template without substitutions. */
export function literalText(/** @type {Node | undefined} */ node) {
  if (node?.type === "Literal" && typeof node["value"] === "string") return node["value"];
  const quasis = /** @type {{ value: { cooked: string } }[] | undefined} */ (node?.["quasis"]);
  if (node?.type === "TemplateLiteral" && quasis?.length === 1) return quasis[0]?.value.cooked;
  return undefined;
}
