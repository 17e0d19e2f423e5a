import { describe, expect, test } from "vitest";

import { findPlace } from "./find-place.ts";

describe("FAB-HYG-003: file, line and message are taken from the tool", () => {
  test.each([
    {
      tool: "tsc",
      output: "src/a.ts(3,5): error TS2322: no",
      place: { file: "src/a.ts", line: 3, message: "error TS2322: no" },
    },
    {
      tool: "tsc --pretty",
      output: "src/a.ts:3:5 - error TS2322: no",
      place: { file: "src/a.ts", line: 3, message: "error TS2322: no" },
    },
    {
      tool: "go vet",
      output: "./a.go:7:2: unreachable code",
      place: { file: "a.go", line: 7, message: "unreachable code" },
    },
    {
      tool: "mypy",
      output: "pkg/a.py:12: error: bad type  [arg-type]",
      place: { file: "pkg/a.py", line: 12, message: "error: bad type  [arg-type]" },
    },
    {
      tool: "eslint",
      output: "src/a.js\n  3:5  error  'x' is unused  no-unused-vars",
      place: { file: "src/a.js", line: 3, message: "'x' is unused  no-unused-vars" },
    },
    {
      tool: "rustc",
      output: "error[E0308]: mismatched types\n --> src/main.rs:4:9",
      place: { file: "src/main.rs", line: 4, message: "error[E0308]: mismatched types" },
    },
    {
      tool: "oxlint",
      output: "  x eslint(no-debugger): no\n   ,-[src/a.ts:1:1]",
      place: { file: "src/a.ts", line: 1, message: null },
    },
    {
      tool: "Python",
      output: 'Traceback:\n  File "./a.py", line 3, in f\nValueError: no',
      place: { file: "a.py", line: 3, message: "ValueError: no" },
    },
    {
      tool: "node:test",
      output: "✖ failing tests:\n\ntest at test/a.test.mjs:3:1\n✖ adds",
      place: { file: "test/a.test.mjs", line: 3, message: "✖ adds" },
    },
    {
      tool: "a stack",
      output: "Error: no\n    at f (node:internal/x:1:2)\n    at g (./src/a.mjs:9:1)",
      place: { file: "src/a.mjs", line: 9, message: "Error: no" },
    },
  ])("$tool", ({ output, place }) => {
    expect(findPlace(output)).toEqual(place);
  });

  test.each([
    "it went wrong",
    "/usr/lib/a.js:3:1: no",
    "../a.js:3: no",
    "./node_modules/a/b.js:3: no",
    "at 10:11:12 it failed",
    "",
  ])("nothing is made up from %j", (output) => {
    expect(findPlace(output)).toBeNull();
  });
});
