import { expect, test } from "vitest";

import { countTests } from "./count-tests.ts";

test.each([
  ["node:test, spec", "ℹ tests 4\nℹ suites 0\nℹ pass 2\nℹ fail 1\nℹ cancelled 0\nℹ skipped 1\nℹ todo 0", 3],
  ["node:test, TAP", "# tests 4\n# suites 0\n# pass 2\n# fail 1\n# cancelled 0\n# skipped 1\n# todo 0", 3],
  [
    "node:test with a file that has no tests",
    "ok 1 - adds\nok 2 - test/empty.test.mjs\n# tests 2\n# pass 2\n# fail 0",
    1,
  ],
  ["node:test, all skipped", "ℹ tests 2\nℹ pass 0\nℹ fail 0\nℹ skipped 2", 0],
  ["vitest", " Test Files  1 failed | 1 passed (2)\n      Tests  1 failed | 2 passed | 1 skipped (4)", 3],
  ["vitest without files", "No test files found, exiting with code 0", 0],
  [
    "jest",
    "Test Suites: 1 passed, 1 total\nTests:       1 failed, 2 skipped, 3 passed, 6 total\nSnapshots:   0 total",
    4,
  ],
  ["jest without tests", "No tests found, exiting with code 0", 0],
  ["pytest", "===== 1 failed, 3 passed, 2 skipped, 1 warning =====", 4],
  ["pytest -q", "3 passed", 3],
  ["pytest with all deselected", "===== 2 deselected =====", 0],
  ["pytest with errors alone", "===== 2 errors =====", 2],
  ["a compiler's errors", "2 errors", null],
  ["a compiler's warnings", "1 warning generated.", null],
  ["pytest without tests", "===== no tests ran =====", 0],
  ["unittest", "Ran 3 tests\n\nOK (skipped=1)", 2],
  [
    "cargo",
    "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\ntest result: ok. 0 passed; 1 failed; 0 ignored",
    4,
  ],
  ["go test -v", "=== RUN   TestA\n--- PASS: TestA\n=== RUN   TestB/x\n    --- FAIL: TestB/x\nFAIL", 2],
  ["go test", "ok  \texample.com/a", null],
  ["go test without tests", "?   \texample.com/a\t[no test files]\nok  \texample.com/b\t[no tests to run]", 0],
  ["mocha", "  parser\n    ✓ parses\n\n  3 passing\n  1 failing\n", 4],
  [
    "Maven",
    "[INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0 -- in demo.ATest\n[WARNING] Tests run: 2, Failures: 0, Errors: 0, Skipped: 1",
    1,
  ],
  ["two runners", "# pass 2\n# fail 0\n===== 3 passed =====", 5],
  ["something else", "all 12 tests are fine", null],
  ["nothing", "", null],
])("%s", (_, output, count) => {
  expect(countTests(output)).toBe(count);
});
