import { expect, test } from "vitest";

import { readSpec } from "./read-spec.ts";

const read = (text: string) => {
  const { requirements, groupings, problems } = readSpec("s.md", text);
  return {
    problems: problems.map(({ code, line }) => `${code} ${line}`),
    texts: requirements.map(({ text: words }) => words),
    owned: groupings.map(({ scope }) => scope.owned),
  };
};

test("sentences of a paragraph share the lines about it; the list behind its colon belongs to the last", () => {
  expect(read("It MUST run. It MUST stop.\nFiles: src/a.ts\n\n- Files: src/b.ts\n")).toMatchObject({
    problems: [],
    owned: [["src/a.ts", "src/b.ts"]],
  });
  expect(read("It MUST run. It MUST stop:\n\n- here\n- there\n").texts).toEqual([
    "It MUST run.",
    "It MUST stop:\n- here\n- there",
  ]);
});

test("FAB-INT-007: a paragraph with too many requirements and lines about them is a problem, and not millions of lines", () => {
  const lines = Array.from({ length: 2000 }, (_, index) => `It MUST ${index}.\nFiles: src/a${index}.ts`);
  const { problems, texts, owned } = read(`# T\n\n${lines.join("\n")}\n`);
  expect(problems).toEqual(["FABRIKK_COMPILER_PARAGRAPH_CROWDED 3"]);
  expect(texts).toHaveLength(2000);
  expect(owned.flat()).toEqual([]);
});

test("FAB-INT-007: lists around a line by indentation are counted, too", () => {
  const deep = `${" ".repeat(400)}- x`;
  expect(read(`- **A-1**: a\n\n${deep}\n\n- **A-2**: b\n`).problems).toEqual(["FABRIKK_COMPILER_NESTING_TOO_DEEP 3"]);
  expect(read(`${" ".repeat(400)}words, ${"-".repeat(20)}\n`).problems).toEqual([]);
});
