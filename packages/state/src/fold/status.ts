import { z } from "zod";

import { RequirementId, RunId, TaskId } from "../records/identifiers.ts";

/** What is not done, why, and what to do about it. */
export const OpenItem = z.strictObject({
  id: z.string(),
  why: z.string(),
  code: z.string().nullable(),
  next: z.string(),
});
export type OpenItem = z.infer<typeof OpenItem>;

/** An attempt that was refused, and the later attempt that mended it. */
export const RefusedAttempt = z.strictObject({
  task: TaskId,
  attempt: z.int().positive(),
  code: z.string(),
  message: z.string(),
  mended_by: z.int().positive().nullable(),
});
export type RefusedAttempt = z.infer<typeof RefusedAttempt>;

/** A run at a glance: `status.json` and `fabrikk status --json` (FAB-VIEW-001). Derived from the journal and the artifact. */
export const Status = z.strictObject({
  schema: z.literal(1),
  run: RunId,
  title: z.string(),
  state: z.enum(["absent", "prepared", "approved", "running", "paused", "completed", "blocked"]),
  /** Counts from 1; an update of the spec opens the next one. */
  generation: z.int().positive(),
  stage: z.enum(["spec-review", "plan", "implementation", "hygiene", "council", "done"]),
  branch: z.string().nullable(),
  head: z.string().nullable(),
  waves: z.int().nonnegative(),
  requirements: z.array(
    z.strictObject({ id: RequirementId, state: z.enum(["verified", "open", "deferred"]), tasks: z.array(TaskId) }),
  ),
  tasks: z.array(
    z.strictObject({
      id: TaskId,
      title: z.string(),
      class: z.string(),
      status: z.enum(["pending", "running", "verifying", "accepted", "integrated", "blocked"]),
      attempts: z.int().nonnegative(),
      commit: z.string().nullable(),
    }),
  ),
  refused: z.array(RefusedAttempt),
  /** Requirements, tasks, gates and findings that stand between the run and its end (FAB-VIEW-003). */
  open: z.array(OpenItem),
  needs_person: z.boolean(),
  next_action: z.string(),
  warnings: z.array(z.strictObject({ code: z.string(), message: z.string() })),
  records: z.int().nonnegative(),
});
export type Status = z.infer<typeof Status>;
