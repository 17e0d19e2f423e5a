import type { NormativeSentence } from "@fabrikk/compiler";

import { placeText } from "./place-text.ts";
import { plainWords } from "./plain-words.ts";
import type { ProseAnswer } from "./prose-answer.ts";
import type { ProseSource } from "./prose-source.ts";
import { quoted } from "./quoted.ts";

/** The normative sentences that an answer leaves out deliberately, and the entries that quote no sentence of the source. */
export interface LeftOutSentences {
  readonly reasons: ReadonlyMap<NormativeSentence, string>;
  readonly problems: readonly string[];
}

/**
 * Finds what an answer lists as left out. An entry must quote its lines word for word, but for case and punctuation. It may quote
 * what is no normative sentence: then there was nothing to leave out.
 */
export function leftOutSentences({ left_out: entries }: ProseAnswer, source: ProseSource): LeftOutSentences {
  const sentences = Map.groupBy(
    source.sentences.filter(({ isClaimed }) => !isClaimed),
    ({ source: { file }, text }) => keyOf(file, text),
  );
  const reasons = new Map<NormativeSentence, string>();
  const problems = entries.flatMap((entry, index) => {
    const { file, lines, sentence, reason } = entry;
    const say = (problem: string): readonly string[] => [`left_out[${index}]: ${problem}`];
    const found = source.lookUp({ file, lines });
    if ("problem" in found) return say(found.problem);
    const quote = ` ${plainWords(sentence).join(" ")} `;
    if (quote.trim() === "" || !` ${plainWords(found.text).join(" ")} `.includes(quote))
      return say(`${placeText({ file, lines })} does not hold the sentence ${quoted(sentence)}`);
    const meant = (sentences.get(keyOf(file, sentence)) ?? []).filter(
      ({ source: { lines: at } }) => at[0] <= lines[1] && lines[0] <= at[1],
    );
    for (const each of meant) reasons.set(each, reason);
    return [];
  });
  return { reasons, problems };
}

function keyOf(file: string, text: string): string {
  return `${plainWords(text).join(" ")}\n${file}`;
}
