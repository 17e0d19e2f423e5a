import type { Priority } from "@fabrikk/state";

import { hideCode } from "./sentences.ts";

const must = /\b(?:MUST|SHALL|REQUIRED)\b/;
const should = /\b(?:SHOULD|RECOMMENDED)\b/;
const may = /\b(?:MAY|OPTIONAL)\b/;

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
