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
  acceptance_verdict: z.enum(["PASS", "WARN"]),
});
export type Checkpoint = z.infer<typeof Checkpoint>;
