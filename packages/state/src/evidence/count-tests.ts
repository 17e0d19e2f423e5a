/** One way in which a runner says how many tests it ran. Null: this is not its output. */
type Reader = (lines: readonly string[]) => number | null;

const readers: readonly Reader[] = [
  readNodeTest,
  readItemised,
  readUnittest,
  readCargo,
  readGo,
  readMocha,
  readMaven,
  readNothingFound,
];

/**
 * The number of tests a runner says it ran, passed or failed, without the skipped ones; null where no known summary is
 * found. Understands node:test, vitest, jest, pytest, unittest, cargo, `go test -v`, mocha and Maven; several summaries add up.
 * @param output Standard output and standard error, without colours and durations.
 */
export function countTests(output: string): number | null {
  const lines = output.split("\n");
  const counts = readers.map((read) => read(lines)).filter((count) => count !== null);
  return counts.length === 0 ? null : Math.max(0, sum(counts));
}

/** node:test counts a test file without any test as one passed test, named after the file: that is no test. */
function readNodeTest(lines: readonly string[]): number | null {
  const counts = matches(lines, /^(?:# |ℹ )(?:pass|fail) (\d+)$/);
  if (counts.length === 0) return null;
  const emptyFiles = lines.filter((line) => /^(?:ok \d+ - |✔ )\S+\.[cm]?[jt]sx?$/.test(line));
  return sum(counts) - emptyFiles.length;
}

/**
 * vitest: `Tests  1 failed | 2 passed (3)`; jest: `Tests: 1 failed, 2 passed, 3 total`; pytest: `=== 2 passed, 1 skipped ===`.
 * Without its rules pytest's line must tell of tests: compilers print `2 errors` and `1 warning`, too.
 */
function readItemised(lines: readonly string[]): number | null {
  const summaries = lines.flatMap((line) => {
    const found =
      /^\s*Tests {2}(.*?)(?: \(\d+\))?$/.exec(line) ??
      /^Tests: +(.*), \d+ total$/.exec(line) ??
      /^=+ (\d+ (?:passed|failed|errors?|skipped|xfailed|xpassed|deselected|warnings?)\b[^=]*?) =+$/.exec(line) ??
      /^(\d+ (?:passed|failed|skipped|xfailed|xpassed|deselected)\b[^=]*)$/.exec(line);
    return found?.[1] === undefined ? [] : [found[1]];
  });
  if (summaries.length === 0) return null;
  return sum(
    summaries.flatMap((summary) =>
      matches(summary.split(/, | \| /), /^(\d+) (?:passed|failed|errors?|xfailed|xpassed)$/),
    ),
  );
}

/** `Ran 3 tests`, of which `OK (skipped=1)`. */
function readUnittest(lines: readonly string[]): number | null {
  const ran = matches(lines, /^Ran (\d+) tests?$/);
  return ran.length === 0 ? null : sum(ran) - sum(matches(lines, /^(?:OK|FAILED) \(.*?skipped=(\d+)/));
}

/** `test result: ok. 3 passed; 0 failed; ...`, once per test program. */
function readCargo(lines: readonly string[]): number | null {
  const passed = matches(lines, /^test result: \w+\. (\d+) passed; \d+ failed;/);
  return passed.length === 0
    ? null
    : sum(passed) + sum(matches(lines, /^test result: \w+\. \d+ passed; (\d+) failed;/));
}

/** With -v each test has its line. Without it only a package that has no tests says so. */
function readGo(lines: readonly string[]): number | null {
  const tests = lines.filter((line) => /^\s*--- (?:PASS|FAIL): /.test(line)).length;
  if (tests > 0) return tests;
  const withTests = lines.some((line) => /^(?:ok|FAIL)\s+\S+(?:\s+coverage: .*)?$/.test(line));
  const withoutTests = lines.some((line) => /^(?:\?|ok)\s+\S+\s+\[no test(?:s to run| files)\]$/.test(line));
  return withoutTests && !withTests ? 0 : null;
}

/** `  3 passing` and `  1 failing`. */
function readMocha(lines: readonly string[]): number | null {
  const passing = matches(lines, /^\s+(\d+) passing$/);
  return passing.length === 0 ? null : sum(passing) + sum(matches(lines, /^\s+(\d+) failing$/));
}

/** The totals alone: the line of a single class names the class after it. */
function readMaven(lines: readonly string[]): number | null {
  const totals = /^\[\w+\] Tests run: \d+, Failures: \d+, Errors: \d+, Skipped: \d+$/;
  const summaries = lines.filter((line) => totals.test(line));
  if (summaries.length === 0) return null;
  return sum(matches(summaries, /Tests run: (\d+)/)) - sum(matches(summaries, /Skipped: (\d+)/));
}

function readNothingFound(lines: readonly string[]): number | null {
  return lines.some((line) => /^=* ?(?:no tests ran|No tests found|No test files found)\b/.test(line)) ? 0 : null;
}

function matches(lines: readonly string[], pattern: RegExp): number[] {
  return lines.flatMap((line) => {
    const digits = pattern.exec(line)?.[1];
    return digits === undefined ? [] : [Number(digits)];
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
