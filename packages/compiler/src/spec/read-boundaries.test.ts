import { expect, test } from "vitest";

import { readSpec } from "./read-spec.ts";

const item = (text: string, ...paths: string[]) => ({ text, paths });

test.each([
  ["headings", "### ✅ Always do\n\n- a `src/**`\n\n### Ask first:\n\n- b `package.json`\n\n### Never\n\n- c `.env`\n"],
  ["lines above lists", "**Always**\n\n- a `src/**`\n\nAsk first:\n\n- b `package.json`\n\n*Never*\n\n- c `.env`\n"],
  ["items with lists", "- Always\n  - a `src/**`\n- **Ask first**\n  - b `package.json`\n- Never:\n  - c `.env`\n"],
  ["words of items", "- Always: a `src/**`\n- **Ask first:** b `package.json`\n- Never — c `.env`\n"],
])("FAB-INT-006: boundaries as %s", (_, body) => {
  const { boundaries, problems, requirements } = readSpec(
    "s.md",
    `# T\n\n## Boundaries\n\n${body}\n## Next\n\n- Always be nice\n`,
  );
  expect(problems).toEqual([]);
  expect(requirements).toEqual([]);
  expect(boundaries).toEqual({
    always: [item("a `src/**`", "src/**")],
    ask_first: [item("b `package.json`", "package.json")],
    never: [item("c `.env`", ".env")],
  });
});

test("FAB-INT-006: only what looks like a path is one, and nothing in the section is a requirement", () => {
  const { boundaries, requirements } = readSpec(
    "s.md",
    "## Boundaries\n\n- Never use `any`, `eval()`, `npm install x` or touch `Makefile`, `docs/`, `*.lock`; it MUST be `TODO` free\n- Always run `npm test`\n",
  );
  expect(requirements).toEqual([]);
  expect(boundaries.never[0]?.paths).toEqual(["Makefile", "docs/", "*.lock"]);
  expect(boundaries.always).toEqual([item("Always run `npm test`")]);
});

test("FAB-INT-006: an item under none of the three is a problem", () => {
  expect(readSpec("s.md", "## Boundaries\n\n- be nice\n").problems).toEqual([
    {
      code: "FABRIKK_COMPILER_BOUNDARY_UNLABELLED",
      file: "s.md",
      line: 3,
      message: "a boundary stands under none of Always, Ask first and Never",
    },
  ]);
});
