import { expect, test } from "vitest";

import { readSpec } from "./read-spec.ts";

const read = (text: string) =>
  readSpec("s.md", text).requirements.map(({ id, kind, source, text: words }) => [
    kind === "scenario" && id.startsWith("R-") ? kind : id,
    ...source.lines,
    words,
  ]);

test("FAB-INT-002: a scenario is a heading, a paragraph or an item with steps below, or one item with all of them", () => {
  const text = `# T

#### Scenario: Login works

- **GIVEN** a user
- **WHEN** he logs in
- **THEN** the tool SHALL let him in

## Part

**Scenario 2:** in a paragraph

- Given a
- Then b

### More

Scenario: in lines
Given a
When b

### Items

- Scenario: in an item
  - Given a
- Given a, when b, then c
- [ ] Given a, when b, then d
`;
  expect(read(text)).toEqual([
    ["scenario", 3, 7, "Login works\n- **GIVEN** a user\n- **WHEN** he logs in\n- **THEN** the tool SHALL let him in"],
    ["scenario", 11, 14, "in a paragraph\n- Given a\n- Then b"],
    ["scenario", 18, 20, "in lines Given a When b"],
    ["scenario", 24, 25, "in an item\n- Given a"],
    ["scenario", 26, 26, "Given a, when b, then c"],
    [expect.stringMatching(/^R-/), 27, 27, "Given a, when b, then d"],
  ]);
});

test.each([
  "## Scenario: fire\n\nProse.\n",
  "Scenario: x\n\nProse.\n",
  "Given the rules, we wait.\n",
  "## Scenarios\n\n- Given a\n",
])("%j has no steps, and states nothing", (text) => {
  expect(read(text)).toEqual([]);
});

test("FAB-INT-002: each scenario of a fence of Gherkin is a requirement with its exact lines; other code is an example", () => {
  const text = `# T

\`\`\`gherkin
Feature: Login
  Background:
    Given a user

  @REQ-7 @slow
  Scenario: It works
    When he logs in
    # why
    Then he is in

  Scenario Outline: Others
    When <who> logs in

    Examples:
      | who |
      | eve |
\`\`\`

- a
  ~~~feature
  Scenario: In an item
    Given b
  ~~~

\`\`\`gherkin
Given only steps
\`\`\`

\`\`\`gherkin
Scenario: broken
  nonsense
  Given x
  | a |
\`\`\`

\`\`\`ts
Scenario: code
\`\`\`
`;
  expect(read(text)).toEqual([
    ["REQ-7", 8, 12, "It works\n\nBackground:\nGiven a user\n\nWhen he logs in\nThen he is in"],
    ["scenario", 14, 19, "Others\n\nBackground:\nGiven a user\n\nWhen <who> logs in\nExamples:\n  | who |\n  | eve |"],
    ["scenario", 24, 25, "In an item\nGiven b"],
    ["scenario", 33, 36, "broken\nnonsense\nGiven x\n| a |"],
  ]);
});

test("code under a scenario's heading is its steps", () => {
  expect(read("### Scenario: Login\n\n```gherkin\nGiven a\n```\n")).toEqual([
    ["scenario", 1, 5, "Login\n\n```gherkin\nGiven a\n```"],
  ]);
});
