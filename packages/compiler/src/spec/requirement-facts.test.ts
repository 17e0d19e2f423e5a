import { expect, test } from "vitest";

import { readSpec } from "./read-spec.ts";

const facts = (text: string) => readSpec("spec.md", text);

test("directives in the body, in nested lists, in bold, and as lists of their own", () => {
  const { groupings, dependencies, problems, requirements } = facts(`- **A-1**: text
  Files: \`src/a.ts\`, src/b.ts,
    src/{c,d}.ts
  Test level: L2, l0
  - Depends on: A-2 and A-3
  - **Read only:** docs/
  - CHECK: \`npm test\`
  - Check: exists src/a.ts, src/b.ts

### A-2: Title

Body.

Files:
- src/x.ts
- \`src/y z.ts\`

Shared: src/index.ts.
Class: Fix
Depends on: none

**A-3**: text

- Files: README.md
- Check: ./run.sh --all
`);
  expect(problems).toEqual([]);
  expect(requirements.map(({ text }) => text)).toEqual(["text", "Title\n\nBody.", "text"]);
  expect(dependencies).toEqual([
    { from: "A-1", to: "A-2", pinned: true },
    { from: "A-1", to: "A-3", pinned: true },
  ]);
  expect(groupings).toEqual([
    {
      title: "text",
      requirement_ids: ["A-1"],
      scope: { owned: ["src/a.ts", "src/b.ts", "src/{c,d}.ts"], read_only: ["docs/"], shared: [] },
      checks: [
        { kind: "tests", command: "npm test" },
        { kind: "files_exist", paths: ["src/a.ts", "src/b.ts"] },
      ],
      test_levels: ["L0", "L2"],
      class: "feature",
    },
    {
      title: "Title",
      requirement_ids: ["A-2"],
      scope: { owned: ["src/x.ts", "src/y z.ts"], read_only: [], shared: ["src/index.ts"] },
      checks: [],
      test_levels: [],
      class: "fix",
    },
    {
      title: "text",
      requirement_ids: ["A-3"],
      scope: { owned: ["README.md"], read_only: [], shared: [] },
      checks: [{ kind: "command", command: "./run.sh --all", exit_code: 0 }],
      test_levels: [],
      class: "docs",
    },
  ]);
});

test("a word and a colon is prose where no requirement stands above it", () => {
  const { requirements, groupings, problems } = facts(`- **A-1**: text

Class: Foo

Shared: it MUST be read.
`);
  expect(problems).toEqual([]);
  expect(groupings.every(({ scope }) => scope.owned.length === 0)).toBe(true);
  expect(requirements.map(({ text }) => text)).toEqual(["text", "Shared: it MUST be read."]);
});

test("directives under a sentence and under a checkbox belong to it", () => {
  const { groupings } = facts(
    "The tool MUST run.\nFiles: src/a.ts\n\n- [ ] box\n  - Files: src/b.ts\n\n- It SHALL go.\n  - Files: src/c.ts\n",
  );
  expect(groupings.map(({ title, scope }) => [title, scope.owned])).toEqual([
    ["The tool MUST run", ["src/a.ts"]],
    ["box", ["src/b.ts"]],
    ["It SHALL go", ["src/c.ts"]],
  ]);
});

test("FAB-PLAN-004: requirements with the same owned files form one grouping, those without files stay apart", () => {
  const { groupings } = facts(`- **A-1**: one
  Files: src/a.ts, src/b.ts
  Check: npm test
- **A-2**: two
- **A-3**: three
  Files: ./src/b.ts, SRC/a.ts
  Check: npm test
  Check: npm run lint
- **A-4**: four
- **A-5**: five
  Files: src/a.ts
`);
  expect(groupings.map(({ title, requirement_ids, checks }) => [title, requirement_ids, checks.length])).toEqual([
    ["one (and 1 more)", ["A-1", "A-3"], 2],
    ["two", ["A-2"], 0],
    ["four", ["A-4"], 0],
    ["five", ["A-5"], 0],
  ]);
});

test("globs and checks that cannot be read are problems with their lines", () => {
  const { problems } = facts(`- **A-1**: one
  Files: ../x, /etc/passwd
  Files: src/a.ts (new)
  - Read only: a{b
  - Check: content src/a.ts /(/
  - Check: exists ../a
`);
  expect(problems.map(({ code, line }) => `${code} ${line}`)).toEqual([
    "FABRIKK_COMPILER_GLOB_ESCAPES 2",
    "FABRIKK_COMPILER_GLOB_ESCAPES 2",
    "FABRIKK_COMPILER_GLOB_INVALID 3",
    "FABRIKK_COMPILER_GLOB_INVALID 4",
    "FABRIKK_COMPILER_CHECK_INVALID 5",
    "FABRIKK_COMPILER_CHECK_INVALID 6",
  ]);
});
