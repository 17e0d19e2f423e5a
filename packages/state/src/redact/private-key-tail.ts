import type { Tail } from "./rule-stage.ts";

/** Longer than any key in use. Where no end is found, the text goes on after so many characters. */
const longest = 16_384;
/** Within so many characters key material must begin, or only the words `BEGIN PRIVATE KEY` were written. */
const early = 512;
const end = /-----END [A-Z0-9 ]{0,32}PRIVATE KEY(?: BLOCK)?-----/;
const longestEnd = 72;

/** From the first line of a private key to its last, whatever stands before each line (a diff's marks, quotes). */
export function privateKeyTail(): Tail {
  return (text, from, last) => {
    const beginning = text.slice(from, from + early);
    const near = end.exec(beginning);
    if (near !== null) return { end: from + near.index + near[0].length, done: true };
    if (beginning.length < early && !last) return { end: from, done: false };
    if (!/[A-Za-z0-9+/]{40}/.test(beginning)) return { end: from, done: true };
    const block = text.slice(from, from + longest + longestEnd);
    const far = end.exec(block);
    if (far !== null) return { end: from + far.index + far[0].length, done: true };
    if (block.length < longest + longestEnd && !last) return { end: from, done: false };
    return { end: from + Math.min(longest, block.length), done: true };
  };
}
