// The repository's text files as a plain map, so that every rule is a pure function and a fixture is one small file.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** @typedef {ReadonlyMap<string, string>} SourceTree path from the root, with forward slashes, to text */

const wanted = [
  /^packages\/[^/]+\/(package\.json|README\.md)$/,
  /^packages\/[^/]+\/(src|test|contracts)\/.*\.ts$/,
  /^apps\/[^/]+\/package\.json$/,
  /^apps\/[^/]+\/(src|test)\/.*\.ts$/,
  /^tools\/.*\.(ts|mjs)$/,
  /^docs\/.*\.md$/,
];

const outside = new Set(["node_modules", "dist", "fixtures"]);

/** @returns {SourceTree} */
export function readTree(/** @type {string} */ root) {
  const paths = ["packages", "apps", "tools", "docs"].flatMap((folder) => filesBelow(root, folder));
  const files = paths.filter((path) => wanted.some((form) => form.test(path))).toSorted();
  return new Map(files.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

/** @returns {string[]} */
function filesBelow(/** @type {string} */ root, /** @type {string} */ folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return outside.has(entry.name) ? [] : filesBelow(root, path);
    return entry.isFile() ? [path] : [];
  });
}

/**
 * A tree from one text: parts that start with a line `-- path --`, after a head of `key: value` lines.
 * @returns {{ head: Record<string, string>, tree: SourceTree }}
 */
export function parseTreeText(/** @type {string} */ text) {
  const [head = "", ...parts] = text.split(/^-- (?=.+ --$)/m);
  const fields = head
    .split("\n")
    .filter((line) => line.includes(": "))
    .map((line) => line.split(/: (.*)/s));
  const files = parts.map((part) => /^(.+) --\n(.*)$/s.exec(part)).map((match) => [match?.[1] ?? "", match?.[2] ?? ""]);
  return {
    head: Object.fromEntries(fields.map(([key, value]) => [key ?? "", (value ?? "").trim()])),
    tree: new Map(/** @type {[string, string][]} */ (files)),
  };
}

export function isTest(/** @type {string} */ path) {
  return path.endsWith(".test.ts") || /^[^/]+\/[^/]+\/(test|contracts)\//.test(path);
}
