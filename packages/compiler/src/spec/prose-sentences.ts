import { quotesKeyWords } from "./key-word.ts";
import { normativeSentences } from "./normative-sentences.ts";
import { outlineMarkdown } from "./outline-markdown.ts";
import { hideCode } from "./sentences.ts";
import type { NormativeSentence, SourceText } from "./spec-reading.ts";

/** Prose is written without capitals: its key words count in any case of letters. */
const keyWord = /(?<![\p{L}\p{N}]_?)(?:must|shall|should|required)(?!_?[\p{L}\p{N}])/iu;

/**
 * Every sentence of a document that demands something, as prose says it (FAB-INT-003): with must, shall, should or required in any
 * case of letters; and every checkbox. None is claimed: in prose nothing states a requirement by itself.
 */
export function proseSentences({ file, text }: SourceText): readonly NormativeSentence[] {
  const demands = (sentence: string): boolean => keyWord.test(hideCode(sentence)) && !quotesKeyWords(sentence);
  return normativeSentences(file, outlineMarkdown(file, text).blocks, demands);
}
