import * as fc from "fast-check";
import { expect, test } from "vitest";

import { readSpec } from "./read-spec.ts";

/** One statement in each way there is, with words of its own. */
const ways: readonly ((words: string, ordinal: number) => string)[] = [
  (words, ordinal) => `- **AB-${ordinal}**: ${words}\n  - detail\n`,
  (words, ordinal) => `${"#".repeat(4)} CD-${ordinal}: ${words}\n\nBody of it.\n`,
  (words, ordinal) => `| ID | Requirement |\n|----|----|\n| EF-${ordinal} | ${words} |\n`,
  (words) => `- [ ] ${words}\n  - detail\n`,
  (words) => `**Scenario: ${words}**\n\n- Given a\n- Then b\n`,
  (words) => `\`\`\`gherkin\nScenario: ${words}\n  Given a\n\`\`\`\n`,
  (words) => `As a user, I want ${words}.\n`,
  (words) => `**Acceptance criteria:**\n\n- ${words}\n  - detail\n`,
  (words) => `**Requirements:**\n\n1. ${words}\n`,
  (words) => `WHEN it starts THE tool SHALL do ${words}.\n`,
  (words) => `The tool MUST do ${words}.\n`,
];

interface Part {
  readonly title: string;
  readonly statements: readonly { readonly way: number; readonly words: string }[];
}

const word = fc.constantFrom("alpha", "beta", "gamma", "delta", "epsilon", "zeta");
const words = fc.array(word, { minLength: 2, maxLength: 5 }).map((all) => all.join(" "));
const statement = fc.record({ way: fc.nat(ways.length - 1), words });
const parts = fc
  .uniqueArray(fc.record({ title: word, statements: fc.array(statement, { maxLength: 4 }) }), {
    maxLength: 4,
    selector: ({ title }) => title,
  })
  .filter((all) => all.some(({ statements }) => statements.length > 0));

/** An author's number stays with its statement when the statement moves. */
function numbered(all: readonly Part[]) {
  let ordinal = 0;
  return all.map(({ title, statements }) => ({
    title,
    // Sections keep an author's heading from holding what comes after it.
    texts: statements.map((each) => {
      ordinal += 1;
      return { title: `${title} ${ordinal}`, text: (ways[each.way] ?? String)(each.words, ordinal) };
    }),
  }));
}

const document = (all: ReturnType<typeof numbered>, level = 1): string =>
  all
    .map(({ title, texts }) => {
      const sections = texts.map((each) => `${"#".repeat(level + 1)} ${each.title}\n\n${each.text}\n`);
      return `${"#".repeat(level)} ${title}\n\n${sections.join("\n")}`;
    })
    .join("\n");

/** Ids by kind and words: what must not change. */
const idsOf = (text: string): readonly string[] => {
  const { requirements, problems } = readSpec("spec.md", `# The spec\n\n${text}`);
  expect(problems).toEqual([]);
  return requirements.map(({ id, kind, text: own }) => `${kind} ${own} ${id}`).toSorted();
};

test("FAB-INT-002: however it is stated, reordering, other heading levels, line ends and spaces leave every id alone", () => {
  fc.assert(
    fc.property(parts, (all) => {
      const spec = numbered(all);
      const expected = idsOf(document(spec, 2));
      expect(expected).toHaveLength(all.flatMap(({ statements }) => statements).length);
      expect(new Set(expected.map((each) => each.split(" ").at(-1))).size).toBe(expected.length);
      expect(idsOf(document(spec.toReversed(), 2))).toEqual(expected);
      expect(
        idsOf(
          document(
            spec.map((part) => ({ ...part, texts: part.texts.toReversed() })),
            2,
          ),
        ),
      ).toEqual(expected);
      expect(idsOf(document(spec, 1))).toEqual(expected);
      for (const end of ["\r\n", "\r", "  \n", "\t\n"])
        expect(idsOf(document(spec, 2).replaceAll("\n", end))).toEqual(expected);
    }),
    { numRuns: 25 },
  );
});

test("FAB-INT-002: however it is stated, adding, rewording and moving another statement leaves the other ids alone", () => {
  const another = fc.record({
    way: fc.nat(ways.length - 1),
    words: words.map((each) => `other ${each}`),
    again: words,
  });
  fc.assert(
    fc.property(parts, another, (all, { way, words: said, again }) => {
      const spec = numbered(all);
      const expected = idsOf(document(spec, 2));
      const other = (text: string) => [
        { title: "other", texts: [{ title: "another", text: (ways[way] ?? String)(text, 999) }] },
      ];
      const own = (ids: readonly string[]): readonly string[] => ids.filter((each) => !/\bother\b/.test(each));
      expect(own(idsOf(document([...other(said), ...spec], 2)))).toEqual(expected);
      expect(own(idsOf(document([...spec, ...other(said)], 2)))).toEqual(expected);
      expect(own(idsOf(document([...spec, ...other(`other ${again}`)], 2)))).toEqual(expected);
      expect(idsOf(document([...spec, ...other(said)], 2))).toHaveLength(expected.length + 1);
    }),
    { numRuns: 40 },
  );
});
