/** How a linter or type checker says how many faults it found: the numbers of all summaries add up. */
interface FindingSummary {
  readonly tools: string;
  /** Matches a whole line; every group is a number. One without groups says that there are none. */
  readonly line: RegExp;
}

const summaries: readonly FindingSummary[] = [
  { tools: "eslint, stylelint", line: /^\s*[✖×] (\d+) problems? \(/ },
  { tools: "oxlint", line: /^Found (\d+) warnings? and (\d+) errors?\.$/ },
  { tools: "ruff, biome, mypy, tsc", line: /^Found (\d+) (?:errors?|warnings?)(?: (?:in |\().*)?\.?$/ },
  { tools: "ruff", line: /^All checks passed!$/ },
  { tools: "mypy", line: /^Success: no issues found in / },
  { tools: "pyright", line: /^(\d+) errors?, (\d+) warnings?, \d+ information/ },
  { tools: "golangci-lint", line: /^(\d+) issues[:.]$/ },
  { tools: "rustc, Clippy", line: /^warning: .+ generated (\d+) warnings?(?: \(.*)?$/ },
  { tools: "rustc, Clippy", line: /^error: could not compile .+ due to (\d+) previous errors?(?:; .*)?$/ },
];

/** Tools that print no sum: a line for each fault. */
const faults: readonly RegExp[] = [/^\S.*\(\d+,\d+\): error TS\d+: /, /^[^\s:]+:\d+:\d+: [A-Z]{1,4}\d{3,4} /];

/**
 * The number of faults that linters and type checkers say they found; null where no known report is in the output.
 * @param output without colours
 */
export function countFindings(output: string): number | null {
  const lines = output.split("\n");
  const counts = lines.flatMap((line) => {
    const match = summaries.map((summary) => summary.line.exec(line)).find((found) => found !== null);
    return match === undefined ? [] : [match.slice(1).reduce((sum, number) => sum + Number(number), 0)];
  });
  if (counts.length > 0) return counts.reduce((sum, count) => sum + count, 0);
  const found = lines.filter((line) => faults.some((fault) => fault.test(line))).length;
  return found === 0 ? null : found;
}
