import { expect, test } from "vitest";

import { checkSizes } from "../check-sizes.mjs";

const lines = (count: number): string => "//\n".repeat(count);
const body = (count: number): string => `const f = () => {\n${lines(count - 2)}};\n`;
const path = "packages/git/src/a.ts";

test("a file may have 300 lines, is worth a look up to 400, and fails above", () => {
  expect(checkSizes(new Map([[path, lines(300)]]))).toEqual([]);
  expect(checkSizes(new Map([[path, lines(400)]]))).toMatchObject([{ level: "warning", place: path }]);
  expect(checkSizes(new Map([[path, lines(401)]]))).toMatchObject([{ level: "failure", place: path }]);
});

test("a function may have 50 lines, is worth a look up to 80, and fails above", () => {
  expect(checkSizes(new Map([[path, body(50)]]))).toEqual([]);
  expect(checkSizes(new Map([[path, `\n${body(80)}`]]))).toMatchObject([{ level: "warning", place: `${path}:2` }]);
  expect(checkSizes(new Map([[path, `class A { m() {\n${lines(79)}} }`]]))).toMatchObject([{ level: "failure" }]);
});

test("a test file may have 500 lines, and its functions any", () => {
  expect(checkSizes(new Map([["packages/git/src/a.test.ts", body(500)]]))).toEqual([]);
  expect(checkSizes(new Map([["packages/git/test/a.ts", lines(501)]]))).toMatchObject([{ level: "failure" }]);
});

test("other files are not measured", () => {
  expect(checkSizes(new Map([["docs/spec/core.md", lines(900)]]))).toEqual([]);
});
