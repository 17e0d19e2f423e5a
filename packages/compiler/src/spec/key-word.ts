import type { Priority } from "@fabrikk/state";

import { hideCode } from "./sentences.ts";

const must = wordOf("MUST|SHALL|REQUIRED");
const should = wordOf("SHOULD|RECOMMENDED");
const may = wordOf("MAY|OPTIONAL");

/** The sentence that RFC 2119 tells authors to copy demands nothing of the product. */
const boilerplate = /key ?words?[\s\S]*\b(?:RFC|BCP)\s*\d+/i;

/**
 * How strongly a text is meant: its strongest RFC 2119 key word, in capitals as RFC 8174 says, outside of code. Null
 * where there is none.
 */
export function keyWordPriority(text: string): Priority | null {
  const hidden = hideCode(text);
  if (must.test(hidden)) return "must";
  if (should.test(hidden)) return "should";
  return may.test(hidden) ? "may" : null;
}

/** Does the sentence only say where the key words come from? */
export function quotesKeyWords(sentence: string): boolean {
  return boilerplate.test(sentence);
}

/** Is there no word but a key word? */
export function isOnlyKeyWord(text: string): boolean {
  return /^\P{L}*(?:MUST|SHALL|SHOULD|MAY|REQUIRED|RECOMMENDED|OPTIONAL)(?:\s+NOT)?\P{L}*$/u.test(text);
}

/** A key word, also in the emphasis of `_MUST_`, and not as a part of a longer name. */
function wordOf(words: string): RegExp {
  return new RegExp(String.raw`(?<![\p{L}\p{N}]_?)(?:${words})(?!_?[\p{L}\p{N}])`, "u");
}
