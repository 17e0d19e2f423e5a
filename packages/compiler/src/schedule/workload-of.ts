import type { Task } from "@fabrikk/state";

import { scopeTable, type ScopeTable } from "../graph/scope-table.ts";
import { taskNeeds } from "../graph/task-needs.ts";
import type { Workload } from "./workload.ts";

/**
 * The workload of tasks, by their indexes: dependencies as needs, and the files of their scopes. An unscoped task holds everything.
 * @param tasks in the order in which ties are to be broken
 * @param minutesOf how long a task takes, minutes
 */
export function workloadOf(
  tasks: readonly Task[],
  minutesOf: (task: Task) => number,
  table: ScopeTable = scopeTable(tasks),
): Workload {
  return { minutes: tasks.map(minutesOf), needs: taskNeeds(tasks), files: table };
}
