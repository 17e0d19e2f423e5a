import { z } from "zod";

import { Sha256, TaskId } from "./identifiers.ts";
import { Task } from "./task.ts";

/** What the approved artifact compiles to: tasks in id order, who wants which files, and the waves (FAB-PLAN-001). */
export const TaskGraph = z.strictObject({
  schema: z.literal(2),
  compiler: z.string().min(1),
  artifact_sha256: Sha256,
  tasks: z.array(Task),
  /** Dependencies that nobody wrote and nothing is behind, which the compile took away (FAB-PLAN-007): `task` does not need `needs`. */
  false_dependencies: z.array(z.strictObject({ task: TaskId, needs: TaskId })),
  /** The conflict matrix: a resource (a glob) to the tasks that can touch it, two or more (FAB-PLAN-005). */
  conflicts: z.array(z.strictObject({ resource: z.string().min(1), tasks: z.array(TaskId).min(2) })),
  /** The ready front computed with no task failing (FAB-PLAN-006). A run computes its waves anew. */
  waves: z.array(z.array(TaskId)),
});
export type TaskGraph = z.infer<typeof TaskGraph>;
