import { z } from "zod";

import { Check } from "./check.ts";
import { FileScope } from "./file-scope.ts";
import { RequirementId, TaskId } from "./identifiers.ts";
import { Priority, Risk, TestLevel } from "./levels.ts";

/** What sort of work a task is (FAB-PLAN-002). */
export const TaskClass = z.enum(["feature", "fix", "docs", "config", "chore", "repair"]);
export type TaskClass = z.infer<typeof TaskClass>;

/** A node of the task graph (FAB-PLAN-002). */
export const Task = z.strictObject({
  id: TaskId,
  title: z.string().min(1),
  class: TaskClass,
  requirement_ids: z.array(RequirementId).min(1),
  scope: FileScope,
  /** True when the source named no files: the task owns everything and runs alone. */
  unscoped: z.boolean(),
  checks: z.array(Check),
  test_levels: z.array(TestLevel),
  priority: Priority,
  risk: Risk,
  depends_on: z.array(z.strictObject({ task: TaskId, pinned: z.boolean() })),
  /** For a repair task: the finding it was made from, what is to be done, and how many repairs came before it. */
  repair: z
    .strictObject({ finding: z.string().min(1), instruction: z.string().min(1), depth: z.int().positive() })
    .nullable(),
});
export type Task = z.infer<typeof Task>;
