import { z } from "zod";

import { Boundaries } from "./boundary.ts";
import { ObjectId, RunId } from "./identifiers.ts";
import { ProcessLimits } from "./limits.ts";
import { Requirement } from "./requirement.ts";
import { Task } from "./task.ts";

/** `<run>/<task>/<attempt>`: submitting one twice starts one worker. */
export const DispatchId = z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+\/[1-9]\d*$/);
export type DispatchId = z.infer<typeof DispatchId>;

/** Why an earlier attempt of the task was refused, told to the next worker word for word (FAB-EXEC-009). */
export const AttemptFailure = z.strictObject({
  attempt: z.int().positive(),
  code: z.string().startsWith("FABRIKK_"),
  message: z.string(),
  next: z.string().nullable(),
});
export type AttemptFailure = z.infer<typeof AttemptFailure>;

/** All that a worker pool needs to have one attempt made, wherever it runs. */
export const DispatchSpec = z.strictObject({
  schema: z.literal(1),
  dispatch_id: DispatchId,
  run: RunId,
  role: z.enum(["worker", "repair"]),
  /** The agent's name in the configuration. */
  agent: z.string().min(1),
  task: Task,
  attempt: z.int().positive(),
  /** Earlier attempts of the task that settled without being lost: what a cassette counts by. */
  settled_attempts: z.int().nonnegative(),
  requirements: z.array(Requirement),
  boundaries: Boundaries,
  base_commit: ObjectId,
  base_tree: ObjectId,
  /** The tree the workspace starts with: the base, or the base with the last attempt's in-scope work laid over. */
  start_tree: ObjectId,
  failures: z.array(AttemptFailure),
  limits: ProcessLimits,
});
export type DispatchSpec = z.infer<typeof DispatchSpec>;

/** The dispatch id of one attempt. */
export function dispatchId(run: string, task: string, attempt: number): DispatchId {
  return `${run}/${task}/${attempt}`;
}
