import { keyWordPriority, quotesKeyWords } from "./key-word.ts";
import type { Recognizer } from "./recognizer.ts";
import { sentences } from "./sentences.ts";

/** A sentence with an RFC 2119 key word: MUST, SHALL, SHOULD, REQUIRED, RECOMMENDED, MAY, OPTIONAL. */
export const recognizeNormative: Recognizer = {
  kind: "normative",
  holds: "list",
  inside: [],
  recognize(block) {
    if (block.type !== "paragraph" && block.type !== "item" && block.type !== "cell") return [];
    return sentences(block.body)
      .filter(({ from, to }) => {
        const sentence = block.body.slice(from, to);
        return keyWordPriority(sentence) !== null && !quotesKeyWords(sentence);
      })
      .map(({ from, to }) => ({ id: null, from, to, textFrom: from }));
  },
};
