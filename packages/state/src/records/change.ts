import { z } from "zod";

/** One path that differs between two trees. `mode` is git's, of the later tree; null where it is gone. */
export const Change = z.strictObject({
  path: z.string().min(1),
  status: z.enum(["added", "modified", "deleted"]),
  mode: z.string().nullable(),
});
export type Change = z.infer<typeof Change>;
