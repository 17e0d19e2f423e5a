import fc from "fast-check";
import { expect, test } from "vitest";

import { globNeighbours } from "./glob-neighbours.ts";
import { globsIntersect } from "./globs-intersect.ts";
import { globMatches, matchesGlob } from "./matches-glob.ts";
import { mustParseGlob } from "./must-parse-glob.ts";

/** Paths of names of up to two characters; no glob names d, so that it stands for every other character. */
const names = ["a", "B", "c", "d"].flatMap((first) => ["", "a", "B", "c", "d"].map((second) => first + second));
const paths = [
  ...names,
  ...names.flatMap((first) => names.map((second) => `${first}/${second}`)),
  ...names.flatMap((first) => ["a", "b", "cc"].map((third) => `${first}/c/${third}`)),
];

/** Names that need at most two characters, so that the enumeration above is complete for pairs of them. */
const name = fc.oneof(
  fc.constantFrom("a", "b", "A", "ab", "c"),
  fc.constantFrom("*", "?", "a*", "*b", "?b", "??", "[ab]", "[!a]", "[a-c]b", "{a,b}", "{a,cc}", "c?", "[^bc]*"),
);
const glob = fc
  .array(fc.oneof({ weight: 4, arbitrary: name }, { weight: 1, arbitrary: fc.constant("**") }), {
    minLength: 1,
    maxLength: 2,
  })
  .map((segments) => segments.join("/"));

test("FAB-PLAN-005: two globs intersect exactly when some path matches both", () => {
  fc.assert(
    fc.property(glob, glob, (a, b) => {
      const [left, right] = [mustParseGlob(a), mustParseGlob(b)];
      const common = paths.filter((path) => globMatches(left, path) && globMatches(right, path));
      expect([a, b, globsIntersect(a, b)]).toEqual([a, b, common.length > 0]);
      expect(globsIntersect(b, a)).toBe(common.length > 0);
    }),
    { numRuns: 1500 },
  );
});

/** The glob as a regular expression, written apart from the product's own matching. */
function asExpression(text: string): RegExp {
  const parts = text.split("/").map((part, index, all) => {
    if (part === "**") return index === all.length - 1 ? "[^/]+(?:/[^/]+)*" : "(?:[^/]+/)*";
    const body = part
      .replace(/\{([^}]*)\}/g, (_, list: string) => `(?:${list.replaceAll(",", "|")})`)
      .replace(/\[[!^]/g, "[^/")
      .replaceAll("*", "[^/]*")
      .replaceAll("?", (mark, at: number, whole: string) => (whole[at - 1] === "(" ? mark : "[^/]"));
    return index === all.length - 1 ? body : `${body}/`;
  });
  return new RegExp(`^${parts.join("")}$`, "i");
}

test("FAB-PLAN-005: a glob matches what its regular expression matches", () => {
  fc.assert(
    fc.property(glob, (text) => {
      const [expression, parsed] = [asExpression(text), mustParseGlob(text)];
      expect(paths.filter((path) => globMatches(parsed, path))).toEqual(paths.filter((path) => expression.test(path)));
    }),
    { numRuns: 500 },
  );
});

test("FAB-PLAN-005: the index finds the same overlaps as comparing every pair", () => {
  fc.assert(
    fc.property(fc.uniqueArray(glob, { maxLength: 14 }), (globs) => {
      const parsed = globs.map(mustParseGlob);
      const expected = globs.map((a, i) => globs.flatMap((b, j) => (i !== j && globsIntersect(a, b) ? [j] : [])));
      expect(globNeighbours(parsed).map((others) => others.toSorted((x, y) => x - y))).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ["src/**", "src/a/b.ts", true],
  ["src/**", "src", false],
  ["**", "a", true],
  ["**/a.ts", "a.ts", true],
  ["a/**/b", "a/b", true],
  ["a/**/b", "a/x/y/b", true],
  ["src/", "src/deep/x", true],
  ["./src/a.ts", "src/a.ts", true],
  ["SRC/A.ts", "src/a.TS", true],
  ["*", ".env", true],
  ["*.ts", "a/b.ts", false],
  ["src/\\[id\\].ts", "src/[id].ts", true],
  ["src/[id].ts", "src/i.ts", true],
  ["{src/a,test/b}/*.ts", "test/b/x.ts", true],
  ["a{,b}.ts", "a.ts", true],
  ["{a,{b,c}}", "c", true],
  ["[[]x", "[x", true],
  ["[]]x", "]x", true],
  ["[A-Z]", "q", true],
  ["[!a]", "A", false],
  ["straße", "STRAßE", true],
  ["e\u0301", "\u00e9", true],
  ["?", "😀", true],
])("%s against %s: %s", (text, path, expected) => {
  expect(matchesGlob(text, path)).toBe(expected);
});

test.each(["../a", "a/../b", "/etc/passwd", "C:\\x", "~/x", "{a,..}/b"])("%s leaves the repository", (text) => {
  expect(() => matchesGlob(text, "a")).toThrow(expect.objectContaining({ code: "FABRIKK_COMPILER_GLOB_ESCAPES" }));
});

test.each(["", "a//b", "a/./b", "{a", "[a", "src\\a", "{1..3}", "[z-a]", "a\nb"])("%j is no glob", (text) => {
  expect(() => matchesGlob(text, "a")).toThrow(expect.objectContaining({ code: "FABRIKK_COMPILER_GLOB_INVALID" }));
});
