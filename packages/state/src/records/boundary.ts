import { z } from "zod";

/** One rule of a boundary list. With path globs it is enforced on diffs, without them it is told (FAB-INT-006). */
export const BoundaryItem = z.strictObject({ text: z.string().min(1), paths: z.array(z.string().min(1)) });
export type BoundaryItem = z.infer<typeof BoundaryItem>;

/** What agents always do, ask about first, and never do. */
export const Boundaries = z.strictObject({
  always: z.array(BoundaryItem),
  ask_first: z.array(BoundaryItem),
  never: z.array(BoundaryItem),
});
export type Boundaries = z.infer<typeof Boundaries>;
