import { keyWordPriority } from "./key-word.ts";
import type { Recognizer } from "./recognizer.ts";
import { sentences } from "./sentences.ts";

/** The sentence that RFC 2119 tells authors to copy demands nothing of the product. */
const boilerplate = /key ?words?[\s\S]*\b(?:RFC|BCP)\s*\d+/i;

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
        return keyWordPriority(sentence) !== null && !boilerplate.test(sentence);
      })
      .map(({ from, to }) => ({ id: null, from, to, textFrom: from }));
  },
};
