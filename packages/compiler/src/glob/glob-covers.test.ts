import fc from "fast-check";
import { expect, test } from "vitest";

import { globCovers } from "./glob-covers.ts";
import { matchesGlob } from "./matches-glob.ts";
import { mustParseGlob } from "./must-parse-glob.ts";

const covers = (outer: string, inner: string): boolean => globCovers(mustParseGlob(outer), mustParseGlob(inner));

test.each([
  ["src/**", "src/a.ts", true],
  ["src/**", "src/deep/*.ts", true],
  ["**", "src/*", true],
  ["src/*.ts", "SRC/*.ts", true],
  ["src/*.ts", "src/a.ts", true],
  ["src/{a,b}.ts", "src/a.ts", true],
  ["src/a.ts", "src/{a,b}.ts", false],
  ["src/**", "**", false],
  ["src/**", "srcs/a.ts", false],
  ["src/*", "src/a/b", false],
])("%s covers %s: %s", (outer, inner, expected) => {
  expect(covers(outer, inner)).toBe(expected);
});

test("FAB-INT-005: what is covered is matched", () => {
  const glob = fc
    .array(fc.constantFrom("a", "b", "*", "**", "a*", "?"), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.join("/"));
  const path = fc
    .array(fc.constantFrom("a", "b", "ab"), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.join("/"));
  fc.assert(
    fc.property(glob, glob, path, (outer, inner, each) => {
      fc.pre(covers(outer, inner) && matchesGlob(inner, each));
      expect(matchesGlob(outer, each)).toBe(true);
    }),
  );
});
