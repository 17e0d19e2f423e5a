import { expect, test } from "vitest";

import { readSpec } from "./read-spec.ts";

const asked = (text: string) => readSpec("s.md", text).clarifications;

test("FAB-INT-004: open questions are found wherever they stand, and begin with the id of their requirement", () => {
  expect(
    asked(`# T [NEEDS CLARIFICATION]

Prose [NEEDS CLARIFICATION: which
one?]. It MUST [needs clarification: a]. It SHALL [NEEDS CLARIFICATION:b].

- **AB-1**: x
  - [NEEDS CLARIFICATION: in a list]

| ID | Text |
|---|---|
| C-1 | y [NEEDS CLARIFICATION: in a row] |

> [NEEDS CLARIFICATION: quoted]

\`[NEEDS CLARIFICATION: code]\` <!-- [NEEDS CLARIFICATION: comment] -->

    [NEEDS CLARIFICATION: more code]
`).map(({ question, answer }) => [question.replace(/^R-[0-9a-f]{10}/, "R"), answer]),
  ).toEqual([
    ["this needs clarification", null],
    ["which one?", null],
    ["R: a", null],
    ["R: b", null],
    ["AB-1: in a list", null],
    ["C-1: in a row", null],
    ["quoted", null],
  ]);
});

test("FAB-INT-004: questions and answers under Clarifications, on one line or two; without an answer they are open", () => {
  const { clarifications, requirements, sentences } = readSpec(
    "s.md",
    `# T

## Clarifications

### Session 2026-01-05

- Q: MUST it run? → A: It MUST
  run fast.
- Q: Which
  way? -> A: left
- **Q1**: And then?
  **A1**: Stop.
- Question: nested?
  - Answer: yes
- Q: open?
- a remark

Q: in lines?
A: yes => no

## Next

- Q: It MUST be read here.
`,
  );
  expect(clarifications).toEqual([
    { question: "MUST it run?", answer: "It MUST run fast." },
    { question: "Which way?", answer: "left" },
    { question: "And then?", answer: "Stop." },
    { question: "nested?", answer: "yes" },
    { question: "open?", answer: null },
    { question: "in lines?", answer: "yes => no" },
  ]);
  expect(requirements.map(({ text }) => text)).toEqual(["Q: It MUST be read here."]);
  expect(sentences.every(({ isClaimed }) => isClaimed)).toBe(true);
});
