import type { RequirementKind } from "@fabrikk/state";

/** How the items of a format are meant. */
export interface ItemManner {
  readonly kind: RequirementKind;
  /** Stands before ids that are numbers. */
  readonly idPrefix: string;
  /**
   * Does another tool write them? Then paths are meant as they stand, a number as priority is a place in an order, the word behind `type` is any
   * word, `verification` may be prose, and what has a shape of the tool's own is left unread. Else whatever cannot be read is reported.
   */
  readonly isForeign: boolean;
}
