import { proseRequirement } from "@fabrikk/compiler";
import type { Grouping, Requirement } from "@fabrikk/state";

import { placeText } from "./place-text.ts";
import type { ProseAnswer } from "./prose-answer.ts";
import type { ProseSource } from "./prose-source.ts";
import { shareHeld, wordFacts, type WordFacts } from "./word-facts.ts";

/** How much of a requirement's meaningful words must stand in the lines that it cites. */
const leastShare = 0.5;

/** A requirement of an answer, with the words it is compared by. */
export interface CitedRequirement {
  readonly requirement: Requirement;
  readonly grouping: Grouping;
  readonly facts: WordFacts;
}

/** Makes the requirement that an entry of an answer states. */
export function citedRequirement({
  text,
  file,
  lines,
  ...levels
}: ProseAnswer["requirements"][number]): CitedRequirement {
  return { ...proseRequirement({ text, source: { file, lines }, ...levels }), facts: wordFacts(text) };
}

/**
 * Why a requirement does not stand on the lines that it cites: they do not exist, or what it says is not in them. At least half of its
 * meaningful words must be, and every number; it may say "not" only where they do.
 */
export function groundingProblems({ requirement, facts }: CitedRequirement, source: ProseSource): readonly string[] {
  const found = source.lookUp(requirement.source);
  if ("problem" in found) return [found.problem];
  const place = placeText(requirement.source);
  const [from, to] = requirement.source.lines;
  if (to - from >= source.mostLines)
    return [`it cites ${to - from + 1} lines of ${requirement.source.file}: cite at most ${source.mostLines}`];
  const cited = wordFacts(found.text);
  const numbers = [...facts.numbers].filter((number) => !cited.numbers.has(number));
  return [
    ...(facts.stems.size === 0 ? ["it demands nothing"] : []),
    ...(shareHeld(facts.stems, cited.stems) >= leastShare
      ? []
      : [`fewer than half of its words are in ${place}, which it cites`]),
    ...(numbers.length > 0 ? [`${place}, which it cites, does not hold ${numbers.join(", ")}`] : []),
    ...(facts.isNegative && !cited.isNegative
      ? [`it says "not" or the like, and ${place}, which it cites, does not`]
      : []),
  ];
}
