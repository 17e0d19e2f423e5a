// The repository's text files as a plain map, so that every rule is a pure function and a fixture is one small file.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** @typedef {ReadonlyMap<string, string>} SourceTree path from the root, with forward slashes, to text */

const patterns = [
  "packages/*/package.json",
  "packages/*/README.md",
  "packages/*/{src,test,contracts}/**/*.ts",
  "apps/*/package.json",
  "apps/*/{src,test}/**/*.ts",
  "tools/**/*.{ts,mjs}",
  "docs/**/*.md",
];

/** @returns {SourceTree} */
export function readTree(/** @type {string} */ root) {
  const outside = /(^|\/)(node_modules|dist|fixtures)(\/|$)/;
  const paths = globSync(patterns, { cwd: root, exclude: (path) => outside.test(path) }).map((path) =>
    path.replaceAll("\\", "/"),
  );
  return new Map(paths.toSorted().map((path) => [path, readFileSync(join(root, path), "utf8")]));
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
