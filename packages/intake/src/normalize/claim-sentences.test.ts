import type { NormativeSentence } from "@fabrikk/compiler";
import { describe, expect, test } from "vitest";

import { sentence } from "../../test/prose-sample.ts";
import { proseSource } from "./prose-source.ts";
import { readProseAnswer } from "./read-prose-answer.ts";
import { wordFacts } from "./word-facts.ts";

const file = "spec.md";

/** The problems of an answer that has these texts as requirements, for a document of one paragraph with these sentences. */
function problemsOf(
  sentences: readonly string[],
  requirements: readonly string[],
  difference: { readonly lines?: readonly [number, number]; readonly text?: string; readonly claimed?: boolean } = {},
): readonly string[] {
  const { lines = [1, 1], text = sentences.join(" "), claimed = false } = difference;
  const known: readonly NormativeSentence[] = sentences.map((each) => ({
    ...sentence(file, [1, 1], each),
    isClaimed: claimed,
  }));
  const answer = { requirements: requirements.map((each) => ({ text: each, file, lines, priority: "must" })) };
  const reading = readProseAnswer(JSON.stringify(answer), proseSource([{ file, text }], known));
  return "problems" in reading ? reading.problems : [];
}

describe("FAB-INT-003: a sentence is in the requirements that cite it", () => {
  const alike = [
    "The gateway must write every delivery into the log with its recipient.",
    "The gateway must write every delivery into the log without its password.",
  ];

  test("one that is nearly the same as its neighbour cannot hide behind it", () => {
    expect(problemsOf(alike, alike)).toEqual([]);
    expect(problemsOf(alike, alike.slice(0, 1))).toEqual([
      `spec.md:1: the requirements that cite this sentence hold fewer than two in five of its words: ${JSON.stringify(alike[1])}`,
    ]);
  });

  test("several requirements can hold one sentence together", () => {
    const long = "The gateway must retry failed deliveries, sort messages by recipient, and close idle connections.";
    const parts = [
      "Failed deliveries must be retried.",
      "Messages must be sorted by recipient.",
      "The gateway must close idle connections.",
    ];
    expect(problemsOf([long], parts)).toEqual([]);
    expect(problemsOf([long], parts.slice(0, 1))).toHaveLength(1);
  });

  test("other forms of a word are the same word", () => {
    expect([...wordFacts("log logs trim TRIMMING Trimmed").stems]).toEqual(["log", "trim"]);
    expect(
      problemsOf(["The parser must trim all trailing blanks."], ["Trailing blanks are trimmed by the parsers."]),
    ).toEqual([]);
  });

  test("a negation may be said in other words", () => {
    expect(problemsOf(["Empty messages must not be accepted."], ["Empty messages that are accepted: reject."])).toEqual(
      [],
    );
  });

  test("the number of a list's point, and one in a link's target, are no numbers of the sentence", () => {
    expect(
      problemsOf(["2. Messages must have [a header](https://example.org/4711)."], ["Messages must have a header."]),
    ).toEqual([]);
  });

  test("a key word alone demands nothing that could get lost", () => {
    const text = "| id | level |\n| --- | --- |\n| close | Must |\n\nDoors must close.";
    expect(proseSource([{ file, text }], []).sentences.map((each) => each.text)).toEqual(["Doors must close."]);
  });

  test("what is not required is no must", () => {
    const sentences = ["A header is not required in messages."];
    const answer = {
      requirements: [{ text: "A header is not required in messages.", file, lines: [1, 1], priority: "may" }],
    };
    const source = proseSource([{ file, text: sentences.join("") }], [sentence(file, [1, 1], sentences.join(""))]);
    expect(readProseAnswer(JSON.stringify(answer), source)).toHaveProperty("value");
  });

  test("languages without spaces between words, and other alphabets, are compared too", () => {
    const sentences = ["必ずキューのメッセージを再送する MUST.", "Пароль MUST быть скрыт в журнале."];
    expect(problemsOf(sentences, sentences)).toEqual([]);
    expect(problemsOf(sentences, sentences.slice(0, 1))).toHaveLength(1);
    expect(problemsOf(sentences, sentences.slice(1))).toHaveLength(1);
    expect(problemsOf(sentences.slice(0, 1), ["キューのメッセージを再送する MUST."])).toEqual([]);
  });

  test("the same sentence in two places is left out in each by itself", () => {
    const text = "Doors must close.\nWindows must close.\nDoors must close.";
    const sentences = text.split("\n").map((each, index) => sentence(file, [index + 1, index + 1], each));
    const requirements = [{ text: "Windows must close.", file, lines: [2, 2], priority: "must" }];
    const leftOut = [1, 3].map((line) => ({
      file,
      lines: [line, line],
      sentence: "Doors must close.",
      reason: "Not ours.",
    }));
    const read = (left_out: unknown) =>
      readProseAnswer(JSON.stringify({ requirements, left_out }), proseSource([{ file, text }], sentences));
    expect(read(leftOut)).toMatchObject({
      value: { leftOut: [{ source: { lines: [1, 1] } }, { source: { lines: [3, 3] } }] },
    });
    expect(read(leftOut.slice(0, 1))).toMatchObject({ problems: [/^spec\.md:3: /] });
  });

  test("one that is in a requirement already needs none", () => {
    expect(problemsOf(alike, ["The gateway must write a log."], { claimed: true })).toEqual([]);
    const text = alike.slice(0, 1).join("");
    const known = { ...sentence(file, [1, 1], text), isClaimed: true };
    const answer = {
      requirements: [{ text: "The gateway must write a log.", file, lines: [1, 1], priority: "must" }],
      left_out: [{ file, lines: [1, 1], sentence: text, reason: "Not ours." }],
    };
    const source = proseSource([{ file, text }], [known]);
    expect(readProseAnswer(JSON.stringify(answer), source)).toMatchObject({
      value: { leftOut: [], reading: { sentences: [{ isClaimed: true }] } },
    });
  });

  test("a requirement cites what it comes from, not a chapter", () => {
    const text = `${alike.join(" ")}\n${"More words.\n".repeat(60)}`;
    expect(problemsOf(alike, alike, { text, lines: [1, 40] })).toEqual([]);
    expect(problemsOf(alike, alike, { text, lines: [1, 41] })).toContainEqual(
      expect.stringMatching(/^requirements\[0\]: it cites 41 lines of spec\.md: cite at most 40: /),
    );
  });

  test("a longer sentence can be cited whole", () => {
    const text = "The gateway must\nwrite\n".repeat(30);
    const long = sentence(file, [1, 60], text.replaceAll("\n", " ").trim());
    const answer = { requirements: [{ text: "The gateway must write.", file, lines: [1, 60], priority: "must" }] };
    expect(readProseAnswer(JSON.stringify(answer), proseSource([{ file, text }], [long]))).toHaveProperty("value");
  });
});
