// Long files and long functions are where a reader gets lost: 300 lines a file and 50 a function are worth a look,
// 400 and 80 are a failure. A test file may have 500 lines; its functions are not measured (a describe is one).
import { fileURLToPath } from "node:url";

import { isTest, readTree } from "./source-tree.mjs";
import { lineAt, parse, walk } from "./syntax.mjs";

/** @typedef {{ level: "warning" | "failure", place: string, message: string }} SizeFinding */

const limits = {
  file: { warning: 300, failure: 400 },
  test: { warning: 500, failure: 500 },
  function: { warning: 50, failure: 80 },
};
const functionTypes = new Set(["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"]);

/** @returns {SizeFinding[]} */
export function checkSizes(/** @type {import("./source-tree.mjs").SourceTree} */ tree) {
  return [...tree]
    .filter(([path]) => /\.(ts|mjs)$/.test(path))
    .flatMap(([path, text]) => [
      ...judge(isTest(path) ? "test" : "file", path, text.trimEnd().split("\n").length),
      ...(isTest(path)
        ? []
        : functionsOf(path, text).flatMap(({ line, lines }) => judge("function", `${path}:${line}`, lines))),
    ]);
}

/** @returns {SizeFinding[]} */
function judge(/** @type {keyof typeof limits} */ what, /** @type {string} */ place, /** @type {number} */ lines) {
  const { warning, failure } = limits[what];
  if (lines > failure)
    return [{ level: "failure", place, message: `${lines} lines; the limit of a ${what} is ${failure}` }];
  if (lines > warning) return [{ level: "warning", place, message: `${lines} lines; over ${warning} is worth a look` }];
  return [];
}

function functionsOf(/** @type {string} */ path, /** @type {string} */ text) {
  /** @type {{ line: number, lines: number }[]} */
  const found = [];
  walk(parse(path, text).program, ({ node }) => {
    if (!functionTypes.has(node.type) || !node["body"]) return;
    const line = lineAt(text, node.start);
    found.push({ line, lines: lineAt(text, node.end) - line + 1 });
  });
  return found;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const findings = checkSizes(readTree(fileURLToPath(new URL("..", import.meta.url))));
  for (const { level, place, message } of findings) console.error(`${level} ${place} ${message}`);
  process.exitCode = findings.some(({ level }) => level === "failure") ? 1 : 0;
}
