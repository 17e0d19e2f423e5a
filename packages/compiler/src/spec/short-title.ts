import { plainText } from "./plain-text.ts";
import { sentences } from "./sentences.ts";

/** With ` (and 12 more)` behind it, a title still fits the subject line of a commit. */
const longest = 58;

/** A title from a requirement's first line: its first sentence, cut at a word, of at most 58 characters. */
export function shortTitle(line: string): string {
  const plain = plainText(line);
  const first = sentences(plain)[0];
  const sentence = (first === undefined ? plain : plain.slice(first.from, first.to)).replace(/[.;:,]+$/, "");
  const characters = Array.from(sentence);
  if (characters.length <= longest) return sentence;
  const cut = characters.slice(0, longest - 1).join("");
  return `${cut.lastIndexOf(" ") > 40 ? cut.slice(0, cut.lastIndexOf(" ")) : cut}…`;
}
