import { z } from "zod";

import { ObjectId, TaskId, Timestamp } from "./identifiers.ts";

/** The summary written when a wave is accepted (FAB-RUN-003). */
export const Checkpoint = z.strictObject({
  wave: z.int().positive(),
  timestamp: Timestamp,
  tasks_completed: z.array(TaskId),
  tasks_failed: z.array(TaskId),
  files_changed: z.array(z.string()),
  git_sha: ObjectId,
  /** A wave whose combined tree did not pass is not accepted, and has no checkpoint. */
  acceptance_verdict: z.literal("PASS"),
});
export type Checkpoint = z.infer<typeof Checkpoint>;
