import { expect, test } from "vitest";

import { countFindings } from "./count-findings.ts";

test.each([
  ["eslint", "/w/a.js\n  1:1  error  x\n\n✖ 3 problems (2 errors, 1 warning)\n", 3],
  ["oxlint", "Found 2 warnings and 1 error.\nFinished in 5ms", 3],
  ["oxlint without faults", "Found 0 warnings and 0 errors.", 0],
  ["biome", "Checked 4 files in 3ms.\nFound 3 errors.\nFound 1 warning.", 4],
  ["ruff", "Found 5 errors.\n[*] 3 fixable with the `--fix` option.", 5],
  ["ruff without faults", "All checks passed!", 0],
  ["mypy", "a.py:1: error: x\nFound 1 error in 1 file (checked 3 source files)", 1],
  ["mypy without faults", "Success: no issues found in 3 source files", 0],
  ["pyright", "2 errors, 1 warning, 0 informations ", 3],
  ["golangci-lint", "2 issues:\n* errcheck: 2", 2],
  ["golangci-lint without faults", "0 issues.", 0],
  [
    "Clippy",
    "warning: `demo` (lib) generated 2 warnings\nerror: could not compile `demo` (bin) due to 1 previous error; 2 warnings emitted",
    3,
  ],
  ["tsc", "src/a.ts(1,2): error TS2322: x\nsrc/b.ts(3,4): error TS2304: y", 2],
  ["tsc --pretty", "Found 2 errors in the same file, starting at: a.ts:1\n", 2],
  ["flake8", "./a.py:1:1: E501 line too long\n./a.py:2:1: W291 trailing whitespace", 2],
  ["something else", "12 problems, all of them small", null],
  ["nothing", "", null],
])("FAB-INT-011: the faults that %s found", (_, output, count) => {
  expect(countFindings(output)).toBe(count);
});
