import type { NormativeSentence, SourceText } from "@fabrikk/compiler";
import { isFabrikkError } from "@fabrikk/state";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { sentence } from "../../test/prose-sample.ts";
import { scriptedAsker } from "../../test/scripted-asker.ts";
import { normalizeProse } from "./normalize-prose.ts";
import type { NormalizedProse } from "./read-prose-answer.ts";

const file = "spec.md";
const signal = new AbortController().signal;

interface Line {
  readonly text: string;
  readonly isNormative: boolean;
}

interface Entry {
  readonly text: string;
  readonly file: string;
  readonly lines: readonly [number, number];
  readonly priority: string;
}

const word = fc.constantFrom(
  ..."queue retry delivery log recipient password message gateway operator limit header token".split(" "),
);
const line: fc.Arbitrary<Line> = fc
  .record({
    words: fc.uniqueArray(word, { minLength: 3, maxLength: 6 }),
    key: fc.constantFrom("must", "must not", "should", "SHALL", ""),
    number: fc.option(fc.nat(99), { nil: undefined }),
  })
  .map(({ words: [first = "", ...others], key, number }) => ({
    text: ["The", first, key, others.join(" "), number === undefined ? "" : `${number} times`]
      .filter(Boolean)
      .join(" ")
      .concat("."),
    isNormative: key !== "",
  }));
/** Documents in which no line stands twice. */
const documentLines = fc.uniqueArray(line, { minLength: 1, maxLength: 8, selector: ({ text }) => text });

function documentOf(lines: readonly Line[]): {
  readonly document: SourceText;
  readonly sentences: readonly NormativeSentence[];
} {
  return {
    document: { file, text: lines.map(({ text }) => text).join("\n\n") },
    sentences: lines.flatMap(({ text, isNormative }, index) =>
      isNormative ? [sentence(file, [2 * index + 1, 2 * index + 1], text)] : [],
    ),
  };
}

/** Restates every line as a requirement. */
function honestEntries(lines: readonly Line[]): readonly Entry[] {
  return lines.map(({ text }, index) => ({
    text,
    file,
    lines: [2 * index + 1, 2 * index + 1],
    priority: text.includes("should") ? "should" : "must",
  }));
}

/** What an agent may do to an honest entry. */
const deed: fc.Arbitrary<(entry: Entry) => readonly unknown[]> = fc.oneof(
  { weight: 6, arbitrary: fc.constant((entry: Entry) => [entry]) },
  fc.constant(() => []),
  fc.constant((entry: Entry) => [entry, entry]),
  fc.tuple(fc.nat(20), fc.nat(20)).map(([from, to]) => (entry: Entry) => [{ ...entry, lines: [from, to] }]),
  fc.array(word, { maxLength: 4 }).map((words) => (entry: Entry) => [{ ...entry, text: `It must ${words.join(" ")}` }]),
  fc.constant((entry: Entry) => [{ ...entry, text: entry.text.replace(/ not| \d+/g, ""), priority: "may" }]),
  fc.jsonValue().map((junk) => (entry: Entry) => [{ ...entry, junk }]),
  fc.string().map((other) => (entry: Entry) => [{ ...entry, file: other }]),
);

/** What may be said to be left out: a line, word for word or not, with a reason or none. */
const leftOut = fc.record({
  at: fc.nat(8),
  change: fc.constantFrom("", " maybe"),
  reason: fc.constantFrom("Not ours.", " "),
});

const answers = documentLines.chain((lines) =>
  fc.record({
    lines: fc.constant(lines),
    rounds: fc.array(
      fc.oneof(
        {
          weight: 8,
          arbitrary: fc.record({
            deeds: fc.array(deed, { minLength: lines.length, maxLength: lines.length }),
            left: fc.array(leftOut, { maxLength: 2 }),
          }),
        },
        fc.oneof(fc.constant(null), fc.string(), fc.json()),
      ),
      { minLength: 3, maxLength: 3 },
    ),
  }),
);

describe("FAB-INT-003: whatever an agent answers", () => {
  test("every normative sentence is in a requirement that cites it, or left out with a reason, or there is an error", async () => {
    let accepted = 0;
    const check = fc.asyncProperty(answers, async ({ lines, rounds }) => {
      const { document, sentences } = documentOf(lines);
      const { ask } = scriptedAsker(rounds.map((round) => answerOf(round, lines)));
      const result = await normalizeProse({ documents: [document], sentences, ask, signal }).catch((error: unknown) => {
        if (!isFabrikkError(error) || error.code !== "FABRIKK_INTAKE_NORMALIZER_FAILED") throw error;
        return null;
      });
      if (result === null) return;
      accepted += 1;
      expectAllAccounted(result, { document, sentences });
    });
    await fc.assert(check, { numRuns: 400, seed: 20_261_120 });
    expect(accepted).toBeGreaterThan(40);
  });

  test("an answer that restates every line is accepted at once", async () => {
    const check = fc.asyncProperty(documentLines, async (lines) => {
      const { document, sentences } = documentOf(lines);
      const { ask, questions } = scriptedAsker([{ requirements: honestEntries(lines) }]);
      const { leftOut: none } = await normalizeProse({ documents: [document], sentences, ask, signal });
      expect(none).toEqual([]);
      expect(questions).toHaveLength(1);
    });
    await fc.assert(check, { numRuns: 200 });
  });
});

function answerOf(round: unknown, lines: readonly Line[]): unknown {
  if (typeof round !== "object" || round === null || !("deeds" in round)) return round;
  const { deeds, left } = round as {
    deeds: readonly ((entry: Entry) => readonly unknown[])[];
    left: readonly { at: number; change: string; reason: string }[];
  };
  return {
    requirements: honestEntries(lines).flatMap((entry, index) => deeds[index]?.(entry) ?? []),
    left_out: left.map(({ at, change, reason }) => ({
      file,
      lines: [2 * at + 1, 2 * at + 1],
      sentence: `${lines[at]?.text ?? "Nothing"}${change}`,
      reason,
    })),
  };
}

function expectAllAccounted(
  { reading, leftOut: left }: NormalizedProse,
  { document, sentences }: { readonly document: SourceText; readonly sentences: readonly NormativeSentence[] },
): void {
  const documentLinesOf = document.text.split("\n");
  const isCited = ({
    source: {
      lines: [from, to],
    },
  }: NormativeSentence): boolean =>
    reading.requirements.some(({ source: { lines: at } }) => at[0] <= from && to <= at[1]);
  const isLeftOut = ({ source, text }: NormativeSentence): boolean =>
    left.some((each) => each.source === source && each.text === text && (each.reason ?? "").trim() !== "");
  expect(reading.sentences.map(({ source, text }) => ({ source, text }))).toEqual(
    sentences.map(({ source, text }) => ({ source, text })),
  );
  for (const each of reading.sentences) expect([isCited(each) && each.isClaimed, isLeftOut(each)]).toContain(true);
  for (const {
    source: { file: cited, lines },
  } of reading.requirements) {
    expect(cited).toBe(document.file);
    expect(
      documentLinesOf
        .slice(lines[0] - 1, lines[1])
        .join("")
        .trim(),
    ).not.toBe("");
  }
  expect(new Set(reading.requirements.map(({ id }) => id)).size).toBe(reading.requirements.length);
}
