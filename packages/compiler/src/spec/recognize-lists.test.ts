import { expect, test } from "vitest";

import { readSpec } from "./read-spec.ts";

/** Requirements as [kind, first line, last line, text]. */
const read = (text: string) => {
  const { requirements, problems } = readSpec("s.md", text);
  expect(problems).toEqual([]);
  return requirements.map(({ kind, source, text: words }) => [kind, ...source.lines, words]);
};

test.each([
  "As a user, I want to log in, so that I can work.",
  "**As a** user\n**I want** to log in\n**so that** I can work",
  "- As an admin I would like to see it",
  "**User story**: As the operator, I need a log.",
  "As a team, we want fewer rooms.",
  "## As a user, I can log in",
])("FAB-INT-002: `%s` is a user story", (text) => {
  expect(read(`# T\n\n${text}\n`).map(([kind]) => kind)).toEqual(["story"]);
});

test.each([
  "As a result, we need to wait.",
  "As an example, I want tea.",
  "As written, I want it.",
  "Act as a user, I want x.",
])("`%s` is none", (text) => {
  expect(read(text)).toEqual([]);
});

test("FAB-INT-002: a story has the list below it; its acceptance criteria are requirements of their own", () => {
  const text = `### Story 1

As a user, I want to log in, so that I can work.

- also by mail
- it MUST be quick

**Acceptance criteria:**

- The form is shown
  - with a logo
- [ ] An error is told
- **AC-1**: named
- WHEN it fails THE tool SHALL say so
`;
  expect(read(text)).toEqual([
    ["story", 3, 5, "As a user, I want to log in, so that I can work.\n- also by mail"],
    ["normative", 6, 6, "it MUST be quick"],
    ["criterion", 10, 11, "The form is shown\n- with a logo"],
    ["checkbox", 12, 12, "An error is told"],
    ["identified", 13, 13, "named"],
    ["ears", 14, 14, "WHEN it fails THE tool SHALL say so"],
  ]);
});

test.each([
  "## Acceptance Criteria",
  "### 2.1 Acceptance criteria (draft):",
  "## ✅ Definition of Done",
  "## Success criteria *(mandatory)*",
  "Acceptance criteria:",
  "**Definition of done**",
  "## Exit criteria",
])("FAB-INT-002: a list under `%s` holds criteria, whatever its marks", (label) => {
  expect(read(`${label}\n\n- one. It is so.\n- two\n`)).toEqual([
    ["criterion", 3, 3, "one. It is so."],
    ["criterion", 4, 4, "two"],
  ]);
  expect(read(`${label}\n\n1. one\n2. two\n\n## Next\n\n- prose\n`).map(([kind]) => kind)).toEqual([
    "criterion",
    "criterion",
  ]);
});

test("criteria under a label inside of an item, and none in a requirement with an id", () => {
  expect(read("- As a user, I want x\n  - Acceptance criteria:\n    - one\n")).toEqual([
    ["story", 1, 2, "As a user, I want x\n- Acceptance criteria:"],
    ["criterion", 3, 3, "one"],
  ]);
  expect(read("### US-1: Login\n\nAcceptance criteria:\n\n- one\n")).toEqual([
    ["heading", 1, 5, "Login\n\nAcceptance criteria:\n- one"],
  ]);
});

test.each([
  "Requirements",
  "3. Functional Requirements",
  "Non-functional requirements",
  "Requirements for the API",
  "Key product requirements",
])("FAB-INT-002: a numbered list under `%s` holds requirements; their numbers are no ids", (title) => {
  const first = readSpec(
    "s.md",
    `## ${title}\n\n1. The tool logs in.\n   Always.\n2. It logs out\n   - later\n`,
  ).requirements;
  expect(first.map(({ kind, text, source }) => [kind, text, ...source.lines])).toEqual([
    ["numbered", "The tool logs in. Always.", 3, 4],
    ["numbered", "It logs out\n- later", 5, 6],
  ]);
  const moved = readSpec("s.md", `## ${title}\n\n1. Another\n2. The tool logs in.\n   Always.\n`).requirements;
  expect(moved[1]?.id).toBe(first[0]?.id);
});

test("numbered steps elsewhere, bullets and numbers within are prose", () => {
  for (const text of [
    "## Steps\n\n1. run\n2. stop\n",
    "## Requirements\n\n- a point\n",
    "## Requirements engineering\n\n1. talk\n",
  ])
    expect(read(text)).toEqual([]);
  expect(read("## Requirements\n\n- a\n  1. b\n\nSteps:\n\n1. c\n").map(([, , , words]) => words)).toEqual(["c"]);
});

test("FAB-INT-002: the word of a Priority field is the priority; others stay text", () => {
  const of = (text: string) => readSpec("s.md", text).requirements.map(({ priority }) => priority);
  expect(of("### A-1: x\n\nIt MUST y.\n\n- **Priority**: Should\n")).toEqual(["should"]);
  expect(
    of("- **A-1**: x\n  Priority: Could have\n- **A-2**: y (Priority: must)\n- **A-3**: z\n  Priority: High\n"),
  ).toEqual(["may", "must", "must"]);
  expect(of("### A-1: x\n\n```\npriority: may\n```\n")).toEqual(["must"]);
});
