import type { Task, TaskGraph } from "@fabrikk/state";

import { contentions } from "./contentions.ts";
import { scopeTable, type ScopeTable } from "./scope-table.ts";

/**
 * The conflict matrix (FAB-PLAN-005): each glob that two or more tasks can touch, where one of them can change it, with these
 * tasks. Where a pattern meets a path, the path is the resource. An unscoped task conflicts with all, and stands only under `**`.
 */
export function conflictMatrix(tasks: readonly Task[], table: ScopeTable = scopeTable(tasks)): TaskGraph["conflicts"] {
  return contentions(table)
    .filter(({ glob }) => table.everything === null || table.globs[glob]?.key !== "**")
    .map(({ glob, users }) => ({
      resource: table.globs[glob]?.text ?? "",
      tasks: [...new Set(users.map(({ task }) => tasks[task]?.id ?? ""))].toSorted(),
    }))
    .toSorted((a, b) => (a.resource < b.resource ? -1 : 1));
}
