const dense =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * The words of a text, in order: letters and digits, folded; Markdown's marks, punctuation and the targets of links are none. Where a
 * script puts no spaces between words, each pair of neighbouring characters counts as one.
 */
export function plainWords(text: string): readonly string[] {
  const folded = text
    .replace(/\]\([^)\s]*\)/g, "]")
    .normalize("NFKC")
    .toLowerCase();
  return (folded.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).flatMap((word) => (dense.test(word) ? pairs(word) : [word]));
}

function pairs(word: string): readonly string[] {
  const characters = Array.from(word);
  return characters.length < 3
    ? [word]
    : characters.slice(1).map((character, index) => `${characters[index] ?? ""}${character}`);
}
