import { expect, test } from "vitest";

import { gherkin } from "../../src/formats/gherkin.ts";
import { readSpecs } from "../../src/formats/read-specs.ts";

const read = (text: string) => gherkin.read([{ file: "a.feature", text }]);

test("FAB-INT-002: each scenario of a feature file is a requirement, with its lines, its rule and its background", () => {
  const text = `# language: en
@REQ-1
Feature: Withdraw cash
  As a customer, I want cash, so that I can pay.

  It MUST be quick.

  # a comment
  Background:
    Given an account

  @REQ-7 @slow
  Scenario: Enough money
    When 20 is asked for
      """
      # note
      """
    Then 20 is given

  Rule: The sum must not exceed the balance
    It is the law.

    Background:
      Given a balance of 10

    @shared-1 @REQ-8
    Scenario Outline: Too much
      When <sum> is asked for
      Then nothing is given

      Examples:
        | sum |
        | 11  |

    @REQ-8
    Example: Just enough
      When 10 is asked for
`;
  const { title, requirements, sentences, notes, problems, groupings } = read(text);
  expect([title, problems]).toEqual(["Withdraw cash", []]);
  expect(
    requirements.map(({ id, kind, source, text: words }) => [id.slice(0, 5), kind, ...source.lines, words]),
  ).toEqual([
    [expect.any(String), "story", 4, 4, "As a customer, I want cash, so that I can pay."],
    [expect.any(String), "normative", 6, 6, "It MUST be quick."],
    [
      "REQ-7",
      "scenario",
      12,
      18,
      'Enough money\n\nBackground:\nGiven an account\n\nWhen 20 is asked for\n  """\n  # note\n  """\nThen 20 is given',
    ],
    [
      expect.stringMatching(/^R-/),
      "scenario",
      26,
      33,
      "Too much\n\nRule: The sum must not exceed the balance\nBackground:\nGiven an account\nBackground:\nGiven a balance of 10\n\nWhen <sum> is asked for\nThen nothing is given\nExamples:\n  | sum |\n  | 11  |",
    ],
    [
      expect.stringMatching(/^R-/),
      "scenario",
      35,
      37,
      "Just enough\n\nRule: The sum must not exceed the balance\nBackground:\nGiven an account\nBackground:\nGiven a balance of 10\n\nWhen 10 is asked for",
    ],
  ]);
  expect(groupings).toHaveLength(5);
  expect(sentences.map(({ source, isClaimed }) => [source.lines[0], isClaimed])).toEqual([
    [6, true],
    [20, true],
  ]);
  expect(notes.map(({ source, what }) => `${source.lines.join("-")} ${what}`)).toEqual([
    "1-1 comment",
    "2-2 tags",
    "3-3 title of the document",
    "4-4 requirement as a user story",
    "6-6 requirement by its key word",
    "8-8 comment",
    "9-10 background of scenarios",
    "12-18 requirement as a scenario",
    "20-20 rule of its scenarios",
    "21-21 prose without a key word",
    "23-24 background of scenarios",
    "26-33 requirement as a scenario",
    "35-37 requirement as a scenario",
  ]);
});

test("other languages are read, too", () => {
  const { requirements } = read("# language: de\nFunktionalität: a\n  Szenario: b\n    Angenommen c\n    Dann d\n");
  expect(requirements.map(({ text, source }) => [text, ...source.lines])).toEqual([["b\nAngenommen c\nDann d", 3, 5]]);
});

test.each([
  ["no feature", "Scenario: a\n  Given b\n", [1, 2], /expected: the end, a tag, Feature:/],
  ["words between steps", "Feature: a\nScenario: b\n  Given c\n  nonsense\n  more\n", [4, 5], /got 'nonsense'/],
  ["an open text", 'Feature: a\nScenario: b\n  Given c\n"""\nx', [5], /unexpected end of file/],
  [
    "rows of different length",
    "Feature: a\nScenario: b\n  Given c\n  | a | b |\n  | c |\n",
    [5],
    /inconsistent cell count/,
  ],
  ["a language nobody knows", "# language: xx\nFeature: a\n", [1], /not supported: xx/],
  ["a tag with a space", "Feature: a\n@b c\nScenario: d\n", [2], /whitespace/],
])("FAB-INT-007: %s is a problem with its line", (...[, text, lines, message]) => {
  const { problems, requirements } = read(text);
  expect(problems.map(({ code, line }) => `${code} ${line}`)).toEqual(
    lines.map((line) => `FABRIKK_COMPILER_GHERKIN_INVALID ${line}`),
  );
  expect(problems[0]?.message).toMatch(message);
  expect(requirements).toEqual([]);
});

test("moving and rewording other scenarios leaves an id alone; a scenario said twice has two", () => {
  const ids = (...scenarios: string[]) =>
    read(`Feature: a\n${scenarios.join("\n")}\n`).requirements.map(({ id }) => id);
  const [one, two] = ["Scenario: one\n  Given a", "Scenario: two\n  Given b"];
  expect(ids(two, "Scenario: other\n  Given c", one)).toEqual([ids(two)[0], expect.any(String), ids(one)[0]]);
  expect(new Set(ids(one, one)).size).toBe(2);
});

test("feature files go to this format", () => {
  const sources = [
    { file: "x/a.feature", text: "Feature: a\nScenario: b\n Given c\n" },
    { file: "b.md", text: "It MUST.\n" },
  ];
  expect(readSpecs(sources).map(({ format, files }) => [format, files])).toEqual([
    ["gherkin", ["x/a.feature"]],
    ["markdown", ["b.md"]],
  ]);
});

test("a background that is very long is named, and not repeated in every scenario", () => {
  const background = `Background:\n${"  Given something to begin with\n".repeat(200)}`;
  const { requirements, sentences } = read(`Feature: a\n${background}${"Scenario: b\n  Given c MUST\n".repeat(50)}`);
  expect(requirements[0]?.text).toBe("b\n\nBackground: lines 2 to 202\n\nGiven c MUST");
  expect(sentences).toHaveLength(50);
});
