import fc from "fast-check";
import { expect, test } from "vitest";

import { assignIds } from "./content-id.ts";
import { readSpec } from "./read-spec.ts";

interface Part {
  readonly heading: string;
  readonly sentences: readonly string[];
}

const word = fc.constantFrom("alpha", "beta", "gamma", "delta", "epsilon", "zeta");
const sentence = fc.array(word, { minLength: 2, maxLength: 6 }).map((words) => `The tool MUST ${words.join(" ")}.`);
const parts = fc.uniqueArray(fc.record({ heading: word, sentences: fc.array(sentence, { maxLength: 4 }) }), {
  maxLength: 5,
  selector: ({ heading }) => heading,
});

const document = (sections: readonly Part[], level = "##", end = "\n"): string =>
  sections
    .map(
      ({ heading, sentences }) =>
        `${level} ${heading}${end}${end}${sentences.map((each) => `${each}${end}${end}`).join("")}`,
    )
    .join("");

/** Ids by heading and text: what must not change. */
function idsOf(text: string): readonly string[] {
  return readSpec("spec.md", text)
    .requirements.map(({ id, text: words }) => `${words} ${id}`)
    .toSorted();
}

test("FAB-INT-002: reordering sections, changing heading levels, line ends and spaces leave every id alone", () => {
  fc.assert(
    fc.property(parts, (sections) => {
      const expected = idsOf(document(sections));
      expect(idsOf(document(sections.toReversed()))).toEqual(expected);
      expect(idsOf(document(sections, "####"))).toEqual(expected);
      expect(idsOf(document(sections, "##", "\r\n"))).toEqual(expected);
      expect(idsOf(document(sections, "##", "  \n"))).toEqual(expected);
      expect(new Set(expected).size).toBe(sections.flatMap(({ sentences }) => sentences).length);
    }),
    { numRuns: 60 },
  );
});

test("FAB-INT-002: adding, rewording and removing another statement leaves the other ids alone", () => {
  fc.assert(
    fc.property(parts, (sections) => {
      const extra: Part = { heading: "extra", sentences: ["The tool SHOULD do a thing of its own."] };
      const own = (ids: readonly string[]): readonly string[] => ids.filter((each) => !each.includes("SHOULD"));
      const reworded = { ...extra, sentences: ["The tool SHOULD do another."] };
      expect(own(idsOf(document([extra, ...sections])))).toEqual(idsOf(document(sections)));
      expect(own(idsOf(document([...sections, reworded])))).toEqual(idsOf(document(sections)));
    }),
    { numRuns: 60 },
  );
});

test("FAB-INT-002: case, white space and punctuation do not matter; other words do", () => {
  const id = (text: string): string | undefined => assignIds([{ authorId: null, text, heading: "" }])[0];
  expect(id("The Tool MUST `run`,  now!")).toBe(id("the tool must run now"));
  expect(id("The tool must walk now")).not.toBe(id("the tool must run now"));
  expect(id("a < b")).not.toBe(id("a > b"));
  expect(id("The tool MUST run")).toMatch(/^R-[0-9a-f]{10}$/);
});

test("FAB-INT-002: texts said twice add their heading, then their ordinal; an author's id is kept", () => {
  const statement = (text: string, heading: string, authorId: string | null = null) => ({ authorId, text, heading });
  const [one, two, three, own] = assignIds([
    statement("x", "A"),
    statement("x", "B"),
    statement("X!", "B"),
    statement("x", "B", "AB-1"),
  ]);
  expect(new Set([one, two, three]).size).toBe(3);
  expect(own).toBe("AB-1");
  expect(assignIds([statement("x", "B"), statement("x", "A")])).toEqual([two, one]);
});
