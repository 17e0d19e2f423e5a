import { expect, test } from "vitest";

import { readSpec } from "./read-spec.ts";

const read = (text: string) => {
  const { requirements, problems, dependencies, groupings } = readSpec("s.md", text);
  return {
    rows: requirements.map(({ id, kind, priority, source, text: words }) => [
      id,
      kind,
      priority,
      ...source.lines,
      words,
    ]),
    problems: problems.map(({ code, line }) => `${code} ${line}`),
    dependencies: dependencies.map(({ from, to }) => `${from} ${to}`),
    owned: groupings.flatMap(({ scope }) => scope.owned),
  };
};

test("FAB-INT-002: a row of a table with a column of ids is a requirement, with its description and its priority", () => {
  const { rows, problems } = read(`# T

| ID | Name | Description | Priority | Status | Acceptance criteria |
|----|------|-------------|----------|--------|---------------------|
| FR-1 | Login | The tool MUST let people in | Should have | open | it works |
| **FR-2** | | Second \\| thing | Could | | |
| \`FR-3\` | Third | | P1 | done | |
| T4 | | words | Must | | |
| TBD | | no id MUST be | | | |
|  | | | | | |
`);
  expect(problems).toEqual([]);
  expect(rows).toEqual([
    ["FR-1", "table", "should", 5, 5, "Login: The tool MUST let people in\n- Acceptance criteria: it works"],
    ["FR-2", "table", "may", 6, 6, "Second | thing"],
    ["FR-3", "table", "must", 7, 7, "Third\n- Priority: P1"],
    ["T4", "table", "must", 8, 8, "words"],
    [expect.stringMatching(/^R-/), "normative", "must", 9, 9, "no id MUST be"],
  ]);
});

test.each(["ID", "Id", "Req", "Requirement ID", "FR", "#", "No.", "Req #", "**Key**", "Story ID", "Ref"])(
  "FAB-INT-002: a column %s holds ids",
  (head) => {
    expect(read(`| ${head} | Text |\n|---|---|\n| AB-1 | x |\n`).rows).toEqual([["AB-1", "table", "must", 3, 3, "x"]]);
    expect(read(`| Text | ${head} |\n|---|---|\n| x | ab-1 |\n`).rows).toEqual([["ab-1", "table", "must", 3, 3, "x"]]);
  },
);

test("what is beside the id says what it is for, in any language", () => {
  expect(read("| ID | Anforderung | Rang |\n|---|---|---|\n| A-1 | Es geht | 1 |\n").rows).toEqual([
    ["A-1", "table", "must", 3, 3, "Es geht\n- Rang: 1"],
  ]);
});

test.each([
  ["numbers", "| # | Step |\n|---|---|\n| 1 | run |\n"],
  [
    "versions and standards",
    "| Version | Text |\n|---|---|\n| A-1 | x |\n\n| ID | Text |\n|---|---|\n| UTF-8 | x |\n| v1.0 | y |\n",
  ],
  ["risks", "| ID | Risk | Mitigation |\n|---|---|---|\n| RISK-1 | fire | water |\n"],
  ["links alone", "| ID | Text |\n|---|---|\n| [A-1](#a-1) | x |\n"],
  ["a matrix", "| Req | Test | Status |\n|---|---|---|\n| A-1 | t1 | done |\n"],
])("a table of %s states nothing", (_, text) => {
  expect(read(text)).toMatchObject({ rows: [], problems: [] });
});

test("a summary only refers to ids that are defined elsewhere, before or after it", () => {
  const summary =
    "| FR | Requirement | Priority |\n|---|---|---|\n| FR-1 | short | Must |\n| FR-2 | also MUST | Should |\n";
  const defined = "### FR-1: One\n\nBody.\n\n- **FR-2**: two\n";
  for (const text of [`## Summary\n\n${summary}\n${defined}`, `${defined}\n## Summary\n\n${summary}`]) {
    const { rows, problems } = read(text);
    expect(problems).toEqual([]);
    expect(rows.map(([id, kind]) => `${kind} ${id}`)).toContain("heading FR-1");
    expect(rows.map(([id, kind]) => `${kind} ${id}`)).toContain("identified FR-2");
    expect(rows.filter(([, kind]) => kind === "table")).toEqual([]);
    expect(rows.map(([, kind, , , , words]) => `${kind} ${words}`)).toContain("normative also MUST");
  }
  const matrix =
    "| ID | Requirement |\n|---|---|\n| A-1 | one |\n\n## Trace\n\n| ID | Notes |\n|---|---|\n| A-1 | see x |\n";
  expect(read(matrix)).toMatchObject({ rows: [["A-1", "table", "must", 3, 3, "one"]], problems: [] });
});

test("FAB-INT-007: two definitions of an id in one table, or in two like it, are a problem", () => {
  const row = "| A-1 | one |\n";
  const table = `| ID | Requirement |\n|---|---|\n${row}`;
  expect(read(`${table}${row}`).problems).toEqual(["FABRIKK_COMPILER_ID_DUPLICATE 4"]);
  expect(read(`${table}\n## More\n\n${table}`).problems).toEqual(["FABRIKK_COMPILER_ID_DUPLICATE 9"]);
  expect(read("| ID | Requirement |\n|---|---|\n| A-1 | |\n").problems).toEqual([
    "FABRIKK_COMPILER_REQUIREMENT_EMPTY 3",
  ]);
});

test("a column that is named as a line is, says what the line says, where it can be read", () => {
  const { rows, dependencies, owned, problems } = read(`| ID | Requirement | Depends on | Files | Class | Check |
|---|---|---|---|---|---|
| A-1 | one | A-2, A-3 | \`src/a.ts\` | fix | \`npm test\` |
| A-2 | two | none | all of them | UI | by hand |
| A-3 | three | - | | | |
`);
  expect(problems).toEqual([]);
  expect(dependencies).toEqual(["A-1 A-2", "A-1 A-3"]);
  expect(owned).toEqual(["src/a.ts"]);
  expect(rows.map((row) => row.at(-1))).toEqual([
    "one",
    "two\n- Files: all of them\n- Class: UI\n- Check: by hand",
    "three",
  ]);
});

test("a table in a requirement is a part of its text, and a cell REQUIRED says it of its row", () => {
  expect(read("### A-1: t\n\n| a | b MUST |\n|---|---|\n| c | `d` |\n").rows).toEqual([
    ["A-1", "heading", "must", 1, 5, "t\n\n| a | b MUST |\n| --- | --- |\n| c | `d` |"],
  ]);
  expect(read("| field | MUST |\n|---|---|\n| name | REQUIRED |\n").rows.map((row) => row.at(-1))).toEqual([
    "name; REQUIRED",
  ]);
});
