import { matchesGlob } from "@fabrikk/compiler";
import type { Requirement } from "@fabrikk/state";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { fileTable } from "./file-table.ts";
import { globWeight } from "./glob-weight.ts";
import { planQuestion } from "./plan-question.ts";
import { readPlannerAnswer } from "./read-planner-answer.ts";

function requirement(id: string, text: string): Requirement {
  return { id, text, kind: "identified", source: { file: "spec.md", lines: [1, 1] }, priority: "must", risk: "medium" };
}

/** The problems of a proposal of these groupings for these requirements. */
function problemsOf(
  texts: readonly string[],
  groupings: readonly { readonly ids: readonly number[]; readonly owned: readonly string[] }[],
  files: readonly string[] = [],
): readonly string[] {
  const requirements = texts.map((text, index) => requirement(`REQ-${index}`, text));
  const scope = { owned: [], read_only: [], shared: [] };
  const open = requirements.map(({ id }) => ({
    title: id,
    requirement_ids: [id],
    scope,
    checks: [],
    test_levels: [],
    class: "feature" as const,
  }));
  const question = planQuestion({ requirements, groupings: open, dependencies: [] }, files);
  const answer = {
    groupings: groupings.map(({ ids, owned }) => ({
      title: "A title",
      requirement_ids: ids.map((id) => `REQ-${id}`),
      owned,
      reason: "It is so.",
    })),
  };
  const reading = readPlannerAnswer(JSON.stringify(answer), { question, isSound: true });
  return "problems" in reading ? reading.problems : [];
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

describe("FAB-PLAN-004 FAB-PLAN-009: sizes of proposed tasks", () => {
  test("25 requirements make a task, 26 do not", () => {
    const texts = range(26).map((each) => `It does ${each}.`);
    expect(problemsOf(texts.slice(0, 25), [{ ids: range(25), owned: ["a.ts"] }])).toEqual([]);
    expect(problemsOf(texts, [{ ids: range(26), owned: ["a.ts"] }])).toEqual([
      "groupings[0]: it has 26 requirements: at most 25 make a task",
    ]);
  });

  test("25 files make a task, 26 do not, whether they are there or to be made; tests do not count", () => {
    const files = range(13).flatMap((each) => [`src/old/f${each}.ts`, `src/old/f${each}.test.ts`]);
    const made = range(13).map((each) => `src/new${each}.ts`);
    const owned = [...made, "src/old/**"];
    expect(problemsOf(["It is."], [{ ids: [0], owned: owned.slice(1) }], files)).toEqual([]);
    expect(problemsOf(["It is."], [{ ids: [0], owned }], files)).toEqual([
      "groupings[0]: it owns 26 files: at most 25 make a task; split it by files",
    ]);
  });

  test("the same files make one task", () => {
    const groupings = [
      { ids: [0], owned: ["src/a.ts", "src/b.ts"] },
      { ids: [1], owned: ["src/B.ts", "src/a.ts"] },
    ];
    expect(problemsOf(["One.", "Two."], groupings)).toEqual([
      "groupings[1]: it owns the same files as groupings[0]: make them one",
    ]);
  });

  test("more than two files, of which the requirements name different ones, are split", () => {
    const texts = ["Change `src/a.ts`.", "Change src/b.ts and src/c.ts.", "Change c.ts."];
    const owned = ["src/a.ts", "src/b.ts", "src/c.ts", "test/a.test.ts"];
    expect(problemsOf(texts, [{ ids: [0, 1, 2], owned }])).toEqual([
      "groupings[0]: its requirements name different files: make a grouping for each of REQ-0 (src/a.ts) and REQ-1, REQ-2 (src/b.ts, src/c.ts)",
    ]);
    expect(problemsOf(texts.slice(0, 2), [{ ids: [0, 1], owned: owned.slice(0, 2) }])).toEqual([]);
    expect(problemsOf([...texts, "Change all."], [{ ids: [0, 1, 2, 3], owned }])).toEqual([]);
  });

  test("globs that cannot be looked up in reasonable time are refused", () => {
    const files = range(20_000).map((each) => `src/f${each}.ts`);
    const owned = range(51).map((each) => `**/${each}x.ts`);
    expect(problemsOf(["It is."], [{ ids: [0], owned }], files)).toEqual([
      "groupings[0]: its globs match too much to be looked up: name files",
    ]);
  });
});

describe("what a glob weighs", () => {
  test.each([
    ["src/*.ts", 1],
    ["src/{a,b}.ts", 2],
    ["{a,b}/{c,d}.{ts,js}", 8],
    ["{a,{b,c}}", 4],
    [`${"{a,b}".repeat(30)}.ts`, 1000],
  ])("%s: %i", (glob, weight) => {
    expect(globWeight(glob)).toBe(weight);
  });

  test("an answer whose globs weigh too much is refused before any is compared", () => {
    const owned = Array.from({ length: 200 }, (_, index) => `${"{a,b}".repeat(9)}${index}.ts`);
    const groupings = Array.from({ length: 10 }, (_, index) => ({ ids: [index], owned }));
    const texts = groupings.map((_, index) => `It does ${index}.`);
    expect(problemsOf(texts, groupings)).toEqual(["its globs are too many to be looked up: name files"]);
  });
});

describe("the table of files", () => {
  test("finds what the globs match, wherever it stands in the list", () => {
    const name = fc.constantFrom("a", "b", "B", "src", "x.ts", "é");
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join("/"));
    const check = fc.property(
      fc.array(path, { maxLength: 30 }),
      path,
      fc.constantFrom("", "/**", "/*", "*"),
      (files, start, end) => {
        const glob = `${start}${end}`;
        const all = fileTable([]);
        expect(all.matches(glob)).toEqual([]);
        const found = fileTable(files).matches(glob);
        const one = files.filter((file) => matchesGlob(glob, file));
        expect(found).toEqual([...new Set(one.map((file) => file.toLowerCase()))].toSorted());
      },
    );
    fc.assert(check);
  });

  test("knows folders in any spelling", () => {
    const table = fileTable(["src/Words/list.ts"]);
    expect(["src", "./SRC/words", "src/words/list.ts", "other"].map((path) => table.isFolder(path))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
