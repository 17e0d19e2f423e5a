import { expect, test } from "vitest";

import { escapeGlob } from "./escape-glob.ts";
import { foldCase } from "./fold-case.ts";
import { pathOfGlob } from "./literal-path.ts";

test("a glob without a pattern has one path, as paths are compared", () => {
  expect(["./src/A.ts", "src/[[]x].ts", "src/{a,b}.ts", "src/", "src/*.ts"].map(pathOfGlob)).toEqual([
    "src/a.ts",
    null,
    null,
    null,
    null,
  ]);
  for (const path of ["src/[Id].ts", "a{b,c}.md", "ÄRGER/ﬁle?.ts"])
    expect(pathOfGlob(escapeGlob(path))).toBe(foldCase(path));
  expect(() => pathOfGlob("../a.ts")).toThrow(/leaves the repository/);
});
