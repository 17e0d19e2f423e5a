// Which tests name which requirement: `npm run trace`, with --json for programs. An id counts where it stands in the
// title of a test or describe that runs; a comment, a skipped test or a fixture proves nothing.
import { fileURLToPath } from "node:url";

import { readTree } from "./source-tree.mjs";
import { lineAt, parse, walk } from "./syntax.mjs";

/** @typedef {import("./source-tree.mjs").SourceTree} SourceTree */
/** @typedef {import("./syntax.mjs").Node} Node */
/** @typedef {{ id: string, state: "done" | "open", tests: string[] }} Row */

const anyId = /\bFAB-[A-Z]+-\d{3}\b/g;
const definition = /^- \*\*(FAB-[A-Z]+-\d{3})\*\*:/gm;

/**
 * One row per requirement of docs/spec, in its order, and the ids that no specification defines, with their places.
 * @returns {{ requirements: Row[], unknown: string[] }}
 */
export function traceRequirements(/** @type {SourceTree} */ tree) {
  /** @type {Map<string, string[]>} */
  const testsOf = new Map();
  for (const [path, text] of tree) {
    if (!/^docs\/spec\/[^/]+\.md$/.test(path)) continue;
    for (const [, id = ""] of text.matchAll(definition)) testsOf.set(id, []);
  }
  /** @type {string[]} */
  const unknown = [];
  for (const [path, text] of tree) {
    if (!/\.(ts|mjs)$/.test(path)) continue;
    for (const match of text.matchAll(anyId)) {
      if (!testsOf.has(match[0])) unknown.push(`${match[0]} ${path}:${lineAt(text, match.index)}`);
    }
    if (!path.endsWith(".test.ts")) continue;
    for (const { title, line } of runningTitles(path, text)) {
      for (const id of new Set(title.match(anyId))) testsOf.get(id)?.push(`${path}:${line} ${title}`);
    }
  }
  /** @type {Row[]} */
  const requirements = [...testsOf].map(([id, tests]) => ({ id, state: tests.length > 0 ? "done" : "open", tests }));
  return { requirements, unknown };
}

/** Titles of test, it and describe calls, with modifiers (`test.each(...)("title")`), but not of what is skipped. */
function runningTitles(/** @type {string} */ path, /** @type {string} */ text) {
  /** @type {{ title: string, line: number }[]} */
  const titles = [];
  /** @type {{ start: number, end: number }[]} */
  const skipped = [];
  walk(parse(path, text).program, ({ node }) => {
    if (node.type !== "CallExpression") return;
    const names = calleeNames(/** @type {Node} */ (node["callee"]));
    if (!["test", "it", "describe"].includes(names[0] ?? "")) return;
    const title = titleOf(/** @type {Node[]} */ (node["arguments"])[0]);
    if (title === undefined) return;
    if (names.some((name) => name === "skip" || name === "todo")) skipped.push(node);
    else if (!skipped.some(({ start, end }) => start <= node.start && node.end <= end)) {
      titles.push({ title, line: lineAt(text, node.start) });
    }
  });
  return titles;
}

/** `test.skip.each(rows)` gives test, skip, each. @returns {string[]} */
function calleeNames(/** @type {Node} */ callee) {
  if (callee.type === "Identifier") return [String(callee["name"])];
  if (callee.type === "CallExpression") return calleeNames(/** @type {Node} */ (callee["callee"]));
  if (callee.type === "TaggedTemplateExpression") return calleeNames(/** @type {Node} */ (callee["tag"]));
  if (callee.type !== "MemberExpression") return [];
  const { name } = /** @type {{ name?: string }} */ (callee["property"]);
  return [...calleeNames(/** @type {Node} */ (callee["object"])), ...(name ? [name] : [])];
}

function titleOf(/** @type {Node | undefined} */ node) {
  if (node?.type === "Literal" && typeof node["value"] === "string") return node["value"];
  if (node?.type !== "TemplateLiteral") return undefined;
  return /** @type {{ value: { raw: string } }[]} */ (node["quasis"]).map(({ value }) => value.raw).join("…");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { requirements, unknown } = traceRequirements(readTree(fileURLToPath(new URL("..", import.meta.url))));
  const done = requirements.filter(({ state }) => state === "done").length;
  if (process.argv.includes("--json"))
    console.log(JSON.stringify({ done, total: requirements.length, requirements, unknown }, null, 2));
  else if (!process.argv.includes("--check")) {
    for (const { id, state, tests } of requirements)
      console.log(`${state} ${id}${tests.map((test) => `\n       ${test}`).join("")}`);
    console.log(`${done} of ${requirements.length} requirements have a test that names them`);
  }
  for (const line of unknown) console.error(`no specification defines ${line}`);
  process.exitCode = unknown.length > 0 || requirements.length === 0 ? 1 : 0;
}
