import type { Block } from "./block.ts";
import { holdsSentences } from "./holds-sentences.ts";
import type { Recognizer } from "./recognizer.ts";
import { hideCode, sentences, type Sentence } from "./sentences.ts";

const ears = /^[^\p{L}]*(?:when|while|if|where)\b[\s\S]*?\bshall\b/iu;

/** A sentence in EARS: WHEN, WHILE, IF or WHERE something holds, the system SHALL do something. */
export const recognizeEars: Recognizer = {
  kind: "ears",
  holds: "list",
  inside: [],
  recognize(block) {
    if (!holdsSentences(block)) return [];
    return sentences(block.body)
      .filter((sentence) => isEars(block.body, sentence))
      .map(({ from, to }) => ({ id: null, from, to, textFrom: from }));
  },
};

/** Does the block say one EARS sentence, and nothing else? Then the sentence's form says more than its place. */
export function isOneEarsSentence({ body }: Block): boolean {
  const found = sentences(body);
  return found.length === 1 && found.every((sentence) => isEars(body, sentence));
}

function isEars(body: string, { from, to }: Sentence): boolean {
  return ears.test(hideCode(body.slice(from, to)).replace(/[*_]/g, ""));
}
