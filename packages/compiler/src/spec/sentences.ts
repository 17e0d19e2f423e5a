import { literalRanges } from "./literal-ranges.ts";

/** A sentence's place in a text: offsets of its first character and of the one after its last. */
export interface Sentence {
  readonly from: number;
  readonly to: number;
}

const abbreviation = /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|fig|no|approx|resp|incl|ca|eq|sec|ref|[A-Za-z])\.$/i;
const end =
  /[.!?]["'”’)\]*_]*(?=\s+["'“‘([*_`]*[\p{Lu}\p{N}\p{Lo}`])|\n(?=[ \t]*(?:\*\*|__)?(?:WHEN|WHILE|IF|WHERE)\b)/gu;

/** The sentences of a paragraph. Code is skipped, abbreviations do not end one, and each EARS line starts one. */
export function sentences(text: string): readonly Sentence[] {
  const hidden = hideCode(text);
  const found: Sentence[] = [];
  let from = 0;
  const close = (to: number): void => {
    const sentence = trimmed(text, from, to);
    if (sentence.to > sentence.from) found.push(sentence);
    from = to;
  };
  for (const match of hidden.matchAll(end)) {
    const to = match.index + match[0].length;
    if (!abbreviation.test(hidden.slice(Math.max(0, match.index - 12), match.index + 1))) close(to);
  }
  close(text.length);
  return found;
}

/** The text with inline code and comments blanked: key words in them are names, not demands. Offsets stay the same. */
export function hideCode(text: string): string {
  const pieces: string[] = [];
  let from = 0;
  for (const range of literalRanges(text)) {
    pieces.push(text.slice(from, range.from), text.slice(range.from, range.to).replace(/[^\n`]/g, "x"));
    from = range.to;
  }
  return from === 0 ? text : [...pieces, text.slice(from)].join("");
}

function trimmed(text: string, from: number, to: number): Sentence {
  const slice = text.slice(from, to);
  return { from: from + slice.length - slice.trimStart().length, to: from + slice.trimEnd().length };
}
