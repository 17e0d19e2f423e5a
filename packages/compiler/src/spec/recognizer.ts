import type { RequirementKind } from "@fabrikk/state";

import type { Block } from "./block.ts";

/** A statement that a recognizer sees in a block's `body`. */
export interface Mark {
  /** The author's id, or null where one is to be made from the text. */
  readonly id: string | null;
  /** Offsets of all that belongs to the statement, its id included. */
  readonly from: number;
  readonly to: number;
  /** Offset at which its words start. */
  readonly textFrom: number;
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
  recognize(block: Block): readonly Mark[];
}
