import { expect, test } from "vitest";

import { caseCollisions } from "./case-collisions.ts";

function details(paths: readonly string[], changed: readonly string[]): readonly string[] {
  return caseCollisions(paths, new Set(changed)).map((fault) => fault.detail.replace(/ are the same.*/, ""));
}

test("FAB-EXEC-002 two files that fold to one are told once", () => {
  expect(details(["A", "a", "b"], ["A", "a"])).toEqual(["A and a"]);
  expect(details(["A", "a", "b"], ["a"])).toEqual(["a and A"]);
  expect(details(["stra\u00dfe", "STRASSE"], ["STRASSE"])).toEqual(["STRASSE and stra\u00dfe"]);
});

test("FAB-EXEC-002 a file and a folder that fold to one are told, from either side", () => {
  expect(details(["SRC", "src/a"], ["SRC"])).toEqual(["SRC and src/a"]);
  expect(details(["SRC", "src/a"], ["src/a"])).toEqual(["src/a and SRC"]);
  expect(details(["SRC", "src/a"], ["SRC", "src/a"])).toEqual(["SRC and src/a"]);
});

test("folders that differ in case hold their files together, and what did not change is not told", () => {
  expect(details(["Src/a", "src/b"], ["Src/a", "src/b"])).toEqual([]);
  expect(details(["A", "a", "b"], ["b"])).toEqual([]);
});
