import { describe, expect, test } from "vitest";

import { steadyText } from "./steady-text.ts";

describe("FAB-TOP-010: what changes from run to run is taken out", () => {
  test.each([
    ["✔ adds (0.741191ms)", "✔ adds"],
    ["﹣ later (0.1ms) # SKIP", "﹣ later # SKIP"],
    ["ok 1 - adds\n  ---\n  duration_ms: 0.94\n  type: 'test'\n  ...", "ok 1 - adds\n  ---\n  type: 'test'\n  ..."],
    ["ℹ fail 0\nℹ duration_ms 116.8", "ℹ fail 0"],
    ["# duration_ms 168.2\n# pass 1", "# pass 1"],
    ["   Start at  10:11:12\n   Duration  1.2s (transform 10ms)\n x", " x"],
    [" ✓ test/a.test.ts (3 tests) 5ms", " ✓ test/a.test.ts (3 tests)"],
    ["Time:        1.2 s, estimated 2 s\nRan", "Ran"],
    ["============ 3 passed in 0.02s ============", "===== 3 passed ====="],
    ["3 passed in 61.20s (0:01:01)", "3 passed"],
    ["Ran 3 tests in 0.001s", "Ran 3 tests"],
    ["ok  \texample.com/a\t0.003s", "ok  \texample.com/a"],
    ["ok  \texample.com/a\t(cached)", "ok  \texample.com/a"],
    ["ok  \texample.com/a\t0.003s [no tests to run]", "ok  \texample.com/a [no tests to run]"],
    ["--- FAIL: TestA (0.00s)", "--- FAIL: TestA"],
    [
      "test result: ok. 1 passed; 0 failed; 0 filtered out; finished in 0.00s",
      "test result: ok. 1 passed; 0 failed; 0 filtered out",
    ],
    ["[INFO] Tests run: 2, Skipped: 0, Time elapsed: 0.01 s -- in A", "[INFO] Tests run: 2, Skipped: 0 -- in A"],
    ["  3 passing (5ms)", "  3 passing"],
    ["at (file:///tmp/w-1/test/a.mjs:3:30) in /tmp/w-1", "at (./test/a.mjs:3:30) in ."],
    ["\u001b[31mred\u001b[39m\u0007", "red"],
    ["started 2026-11-20T08:51:41.123Z (node:4711) at 0x7ffee4b2", "started <time> (node) at <address>"],
    ["a\r\nb", "a\nb"],
  ])("%j", (text, steady) => {
    expect(steadyText(text, "/tmp/w-1")).toBe(steady);
  });

  test.each([
    "expected 5ms, got 3ms",
    "limit (5 items)",
    "waited in 3 steps",
    "AssertionError: 10 == 11",
    "finished at 3s",
  ])("%j says what a test saw and stays", (text) => {
    expect(steadyText(text, "/tmp/w-1")).toBe(text);
  });
});
