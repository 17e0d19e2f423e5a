import type { TableRow } from "./block.ts";
import { holdsSentences } from "./holds-sentences.ts";
import { isOnlyKeyWord, keyWordPriority, quotesKeyWords } from "./key-word.ts";
import type { Recognizer } from "./recognizer.ts";
import { sentences } from "./sentences.ts";

/** A sentence with an RFC 2119 key word: MUST, SHALL, REQUIRED, SHOULD, RECOMMENDED, MAY, OPTIONAL. */
export const recognizeNormative: Recognizer = {
  kind: "normative",
  holds: "list",
  inside: [],
  recognize(block) {
    if (!holdsSentences(block)) return [];
    return sentences(block.body)
      .map(({ from, to }) => ({ id: null, from, to, textFrom: from, written: block.body.slice(from, to) }))
      .filter(({ written }) => keyWordPriority(written) !== null && !quotesKeyWords(written))
      .map(({ written, ...mark }) =>
        block.around !== undefined && isOnlyKeyWord(written) ? { ...mark, text: textOf(block.around) } : mark,
      );
  },
};

/** A cell "REQUIRED" says it of its row. */
function textOf({ cells }: TableRow): string {
  return cells.filter((cell) => cell !== "").join("; ");
}
