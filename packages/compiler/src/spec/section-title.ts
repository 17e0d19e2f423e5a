import { plainText } from "./plain-text.ts";

/** Longer words are a sentence, and no title. */
const longest = 120;

/** The words of a heading or of the label above a list, in small letters: without number, emphasis, remarks in parentheses and colon. */
export function sectionTitle(source: string): string {
  if (source.length > longest) return "";
  return plainText(source)
    .replace(/\([^()]*\)/g, " ")
    .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "")
    .replace(/\s+/g, " ")
    .toLowerCase();
}
