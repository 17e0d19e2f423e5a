/**
 * Stands for a secret between the passes. One character, so that what a known secret is part of is still recognised;
 * and one that no text holds once its control characters are gone. It is written as `[redacted]`.
 */
export const hidden = "\0";

/**
 * One pass over a text that arrives in pieces. Its output depends on the text alone, never on where the pieces end: what
 * cannot be decided yet is held back, at most as many characters as one match can span.
 */
export interface Stage {
  /** Takes the next piece and returns what is decided. `last`: nothing follows, so everything is. */
  push(piece: string, last: boolean): string;
}

/** How far ahead a match can look. */
export interface Reach {
  /** The most characters that decide whether a match starts at a place. */
  readonly reach: number;
  /** Can those hold a newline? If not, a finished line is decided. */
  readonly spansLines: boolean;
}

/** The places before this one are decided: whatever follows `held`, the same matches start there. */
export function decidedEnd(held: string, last: boolean, { reach, spansLines }: Reach): number {
  if (last) return held.length;
  return Math.max(0, held.length - reach + 1, spansLines ? 0 : held.lastIndexOf("\n") + 1);
}
