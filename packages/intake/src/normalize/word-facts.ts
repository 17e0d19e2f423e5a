import { plainWords } from "./plain-words.ts";

/** What can be told of a text by its words alone. */
export interface WordFacts {
  /** Words that carry meaning: without small words, key words of obligation and numbers, each cut to a stem. */
  readonly stems: ReadonlySet<string>;
  /** Numbers as they are written. */
  readonly numbers: ReadonlySet<string>;
  /** Does it say not, never, without, reject or the like? English only. */
  readonly isNegative: boolean;
}

const small = new Set(
  "a an the of to in on at by for with and or if when while where is are be been it its this that these those as from into than then so such any all each every must shall should may might will would can could do does did has have had required recommended optional".split(
    " ",
  ),
);
const negative =
  /\b(?:not|no|never|none|neither|nor|cannot|without|(?:reject|forbid|prohibit|prevent|refus|deny|denie|disallow|avoid|exclud)\w*)\b|n['’]t\b/i;

/** Tells the words of a text. Cheap and crude on purpose: it finds what was invented or dropped, not what was said badly. */
export function wordFacts(text: string): WordFacts {
  const words = plainWords(text).filter((word) => !small.has(word) && !/^\p{N}+$/u.test(word));
  const visible = text.replace(/\]\([^)\s]*\)/g, "]");
  return {
    stems: new Set(words.map(stem)),
    numbers: new Set(visible.match(/\p{N}+(?:[.,:]\p{N}+)*/gu) ?? []),
    isNegative: negative.test(text),
  };
}

/** How much of the wanted stems a text holds, from 0 to 1. */
export function shareHeld(wanted: ReadonlySet<string>, held: ReadonlySet<string>): number {
  let found = 0;
  for (const each of wanted) if (held.has(each)) found += 1;
  return wanted.size === 0 ? 1 : found / wanted.size;
}

/** `log` and `logs`, `trim` and `trimming` are one: no final s, the first four letters. */
function stem(word: string): string {
  return Array.from(word.replace(/(?<=..)s$/, ""))
    .slice(0, 4)
    .join("");
}
