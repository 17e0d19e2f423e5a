import type { Task } from "@fabrikk/state";

import { listSchedule } from "../schedule/list-schedule.ts";
import { scopeTable, type ScopeTable } from "./scope-table.ts";
import { byPriority } from "./task-order.ts";
import { taskNeeds } from "./task-needs.ts";

/**
 * All waves of a graph without cycles, as if no task failed: the same as asking `readyFront` again and again, which is a list
 * schedule of tasks that all take one unit of time, with a worker for each.
 */
export function planWaves(tasks: readonly Task[], table: ScopeTable = scopeTable(tasks)): string[][] {
  const order = [...tasks.keys()].toSorted((a, b) => byPriority(tasks[a] as Task, tasks[b] as Task));
  const workload = { minutes: tasks.map(() => 1), needs: taskNeeds(tasks), files: table };
  const { slots, makespan } = listSchedule(workload, { workers: Number.POSITIVE_INFINITY, order });
  const waves: string[][] = Array.from({ length: makespan }, () => []);
  for (const task of order) waves[slots[task]?.start ?? 0]?.push(tasks[task]?.id ?? "");
  return waves;
}
