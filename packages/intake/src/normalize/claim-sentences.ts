import type { NormativeSentence } from "@fabrikk/compiler";
import type { Priority } from "@fabrikk/state";

import type { CitedRequirement } from "./cited-requirement.ts";
import { placeText } from "./place-text.ts";
import { quoted } from "./quoted.ts";
import { shareHeld, wordFacts, type WordFacts } from "./word-facts.ts";

/**
 * How much of a sentence's words its requirements must hold. Of 24 sentences of a real specification, reworded freely, this takes
 * 18 to 21 at once, and it notices each one that is dropped from paragraphs of up to eight.
 */
const leastShare = 0.4;
/** From the weakest to the strongest. */
const priorities: readonly Priority[] = ["may", "should", "must"];

/**
 * What keeps normative sentences from being in the requirements, one line each (FAB-INT-003). A sentence is in the requirements that
 * cite all of its lines when these, together, hold at least two in five of its meaningful words, as much of those that no other
 * sentence has, and all of its numbers; and when one of them says "not" where it does, and one is meant as strongly.
 */
export function unclaimedProblems(
  sentences: readonly NormativeSentence[],
  requirements: readonly CitedRequirement[],
): readonly string[] {
  const citing = byLine(requirements);
  const facts = sentences.map(({ text }) => wordFacts(withoutMarker(text)));
  const uses = new Map<string, number>();
  for (const each of facts.flatMap(({ stems }) => [...stems])) uses.set(each, (uses.get(each) ?? 0) + 1);
  return sentences.flatMap((sentence, index) => {
    const own = facts[index] as WordFacts;
    const problem = problemOf(sentence, {
      own,
      rare: new Set([...own.stems].filter((each) => uses.get(each) === 1)),
      claimants: claimantsOf(sentence, citing),
    });
    return problem === null ? [] : [`${placeText(sentence.source)}: ${problem}: ${quoted(sentence.text)}`];
  });
}

interface Claim {
  readonly own: WordFacts;
  /** The words that no other sentence has. */
  readonly rare: ReadonlySet<string>;
  readonly claimants: readonly CitedRequirement[];
}

function problemOf({ text }: NormativeSentence, { own, rare, claimants }: Claim): string | null {
  const related = claimants.filter(({ facts }) => own.stems.size === 0 || !facts.stems.isDisjointFrom(own.stems));
  if (related.length === 0) return "this sentence is in no requirement that cites all of its lines";
  const held = new Set(related.flatMap(({ facts }) => [...facts.stems]));
  if (Math.min(shareHeld(own.stems, held), shareHeld(rare, held)) < leastShare)
    return "the requirements that cite this sentence hold fewer than two in five of its words";
  const numbers = new Set(related.flatMap(({ facts }) => [...facts.numbers]));
  const lost = [...own.numbers].filter((number) => !numbers.has(number));
  if (lost.length > 0) return `the requirements that cite this sentence do not hold ${lost.join(", ")}`;
  if (own.isNegative && !related.some(({ facts }) => facts.isNegative))
    return 'the requirements that cite this sentence lost its "not"';
  const wanted = strengthOf(text);
  const strongest = Math.max(...related.map(({ requirement }) => priorities.indexOf(requirement.priority)));
  return wanted !== null && strongest < priorities.indexOf(wanted)
    ? `the requirements that cite this sentence are weaker than "${wanted}"`
    : null;
}

/** Requirements by each line that they cite, in each document. They cite few lines each. */
function byLine(requirements: readonly CitedRequirement[]): ReadonlyMap<string, readonly CitedRequirement[]> {
  const lines = new Map<string, CitedRequirement[]>();
  for (const cited of requirements) {
    const { file, lines: at } = cited.requirement.source;
    for (let line = at[0]; line <= at[1]; line += 1) {
      const known = lines.get(`${line} ${file}`);
      if (known === undefined) lines.set(`${line} ${file}`, [cited]);
      else known.push(cited);
    }
  }
  return lines;
}

function claimantsOf(
  { source: { file, lines } }: NormativeSentence,
  citing: ReadonlyMap<string, readonly CitedRequirement[]>,
): readonly CitedRequirement[] {
  return (citing.get(`${lines[0]} ${file}`) ?? []).filter(({ requirement }) => requirement.source.lines[1] >= lines[1]);
}

/** How strongly a sentence is meant, in capitals or not: null where it has no key word, such as a checkbox. */
function strengthOf(text: string): Priority | null {
  if (/\b(?:must|shall|(?<!not )required)\b/i.test(text)) return "must";
  return /\b(?:should|recommended)\b/i.test(text) ? "should" : null;
}

/** The number of a list's point is no number of the sentence. */
function withoutMarker(text: string): string {
  return text.replace(/^(?:\s*(?:[-*+]|\d+[.)]|\[[ xX]\])\s+)+/, "");
}
