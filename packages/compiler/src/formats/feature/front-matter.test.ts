import { expect, test } from "vitest";

import { readFrontMatter } from "./front-matter.ts";

test("FAB-INT-008: fields, lists in a line and below it, quotes and remarks are read, each with its line", () => {
  const text = [
    "---",
    'title: "A: b"',
    "depends_on: [one, 'two']",
    "tags:",
    "  - x",
    "  - y",
    "status: done # for now",
    "empty:",
    "---",
    "# T",
  ];
  const { fields, length } = readFrontMatter(text);
  expect(length).toBe(9);
  expect(Object.fromEntries(fields)).toEqual({
    title: { value: "A: b", values: ["A: b"], line: 2 },
    depends_on: { value: "[one, 'two']", values: ["one", "two"], line: 3 },
    tags: { value: "", values: ["x", "y"], line: 4 },
    status: { value: "done", values: ["done"], line: 7 },
    empty: { value: "", values: [], line: 8 },
  });
});

test.each([[["# T", "---", "a: b", "---"]], [["---", "a: b"]], [["---", "just words", "---"]], [[]]])(
  "FAB-INT-008: %j has no front matter",
  (lines) => {
    expect(readFrontMatter(lines)).toEqual({ fields: new Map(), length: 0 });
  },
);
