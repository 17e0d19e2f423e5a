import type { Priority, RequirementKind } from "@fabrikk/state";

import type { Block } from "./block.ts";
import type { Directive } from "./read-directives.ts";

/** A statement that a recognizer sees in a block's `body`. */
export interface Mark {
  /** The author's id, or null where one is to be made from the text. */
  readonly id: string | null;
  /** Offsets of all that belongs to the statement, its id included. */
  readonly from: number;
  readonly to: number;
  /** Offset at which its words start. */
  readonly textFrom: number;
  /** Its words, where they are not those from `textFrom` to `to`. */
  readonly text?: string;
  /** How strongly it is meant, where the recognizer sees it. */
  readonly priority?: Priority;
  /** What it says in another way than by lines under it. */
  readonly directives?: readonly Directive[];
  /** Is there nothing but the id that says so? Then another definition of the id goes before. */
  readonly isWeak?: boolean;
}

/** One way to state a requirement: a row of the table in `recognizers.ts`. */
export interface Recognizer {
  readonly kind: RequirementKind;
  /**
   * What of the surroundings is part of the statement: `nested`, the blocks nested in its block (for a paragraph, the list
   * below it); `list`, only a list that its final colon introduces.
   */
  readonly holds: "nested" | "list";
  /** Kinds that are still looked for within what this one holds; all else there belongs to it. */
  readonly inside: readonly RequirementKind[];
  /** @param next the block that follows in the document, for statements whose shape spans two */
  recognize(block: Block, next?: Block): readonly Mark[];
}
