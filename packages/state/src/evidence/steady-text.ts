/* oxlint-disable eslint/no-control-regex -- terminal sequences and control characters are what is taken out here */

/** Sequences that colour a terminal or move its cursor. */
const terminalSequences = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g;

/** Whole lines that say when, or how long: node:test, vitest, jest, cargo, Maven. */
const timeLines =
  /^\s*(?:# |ℹ )?(?:duration_ms:? [\d.]+|Duration {2}.*|Start at {2}.*|Time: {2,}.*|\[INFO\] (?:Total time|Finished at):.*)$/;

/** Durations at the end of a line or before a closing rule: node:test, mocha, jest, vitest, go, pytest, unittest, cargo, Maven. */
const durations: readonly (readonly [RegExp, string])[] = [
  [/\s*\((?:\d+(?:\.\d+)?\s?(?:ns|µs|ms|s|m)|cached)\)(?=\s*(?:$|#))/, ""],
  [/(?:;? finished)? in \d+(?:\.\d+)?\s?s(?:econds)?(?: \(\d+:\d\d:\d\d\))?(?=\s*(?:=*)$)/, ""],
  [/^(ok|FAIL|PASS|---)(\s.*?)\s+(?:\d+(?:\.\d+)?s|\(cached\))(?=$|\s+\[)/, "$1$2"],
  [/^(\s*[✓✔✗✘×❯↓].*?)\s+\d+(?:\.\d+)?\s?m?s$/, "$1"],
  [/,? Time elapsed: [\d.]+ s(?:ec)?/, ""],
];

const moments = /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?/g;

/**
 * Output with what changes from run to run taken out: colours, the workspace's place, durations, moments, process ids,
 * addresses in memory, as far as the known runners print them. Verdict bytes must be reproducible (FAB-TOP-010).
 * @param workspace Absolute path of the folder the command ran in; it becomes `.`.
 */
export function steadyText(text: string, workspace: string): string {
  return withoutPlace(text.replace(terminalSequences, "").replaceAll("\r\n", "\n"), workspace)
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "")
    .split("\n")
    .filter((line) => !timeLines.test(line))
    .map(steadyLine)
    .join("\n");
}

function withoutPlace(text: string, workspace: string): string {
  if (workspace === "") return text;
  return text.replaceAll(`file://${workspace}/`, "./").replaceAll(`${workspace}/`, "./").replaceAll(workspace, ".");
}

function steadyLine(line: string): string {
  const timeless = durations.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), line);
  return timeless
    .replace(moments, "<time>")
    .replace(/\(node:\d+\)/g, "(node)")
    .replace(/\b0x[0-9a-f]{6,}\b/g, "<address>")
    .replace(/={5,}/g, "=====")
    .trimEnd();
}
