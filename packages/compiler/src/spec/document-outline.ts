import type { Block } from "./block.ts";
import type { SpecProblem } from "./spec-problem.ts";

/** A document in the one shape that recognizers, audit and notes work on, whatever its markup (FAB-INT-001). */
export interface DocumentOutline {
  readonly file: string;
  /** With `\n` as line ends: line numbers are those of the file. */
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Lines that are in no block, though they are not blank. */
  readonly asides: readonly Aside[];
  /** Lines whose words requirements hold although they stand elsewhere: what is around several of them. */
  readonly context?: readonly Aside[];
  /** What could not be read at all. */
  readonly problems: readonly SpecProblem[];
}

/** Lines that say nothing to the reader of a spec. */
export interface Aside {
  readonly lines: readonly [number, number];
  /** One clause for people: `comment`, `front matter`. */
  readonly what: string;
}
