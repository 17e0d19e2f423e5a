import type { Task, TaskGraph } from "@fabrikk/state";

import { fileRelations } from "./file-relations.ts";
import { keepOrder } from "./keep-order.ts";
import type { ScopeTable } from "./scope-table.ts";
import { taskNeeds } from "./task-needs.ts";

/** Tasks that wait only for what they must, and what they waited for before without a reason. */
export interface TrueDependencies {
  readonly tasks: Task[];
  readonly falseDependencies: TaskGraph["false_dependencies"];
}

const none: ReadonlySet<number> = new Set();

/**
 * Takes false dependencies away (FAB-PLAN-007): those that nobody wrote, between tasks that share no file which one of them changes.
 * What is pinned stays. Where a chain through a false dependency was all that kept two tasks in order that do share such a file, they
 * get a dependency of their own: of the order that there was, only what had no reason is lost.
 * @param tasks without cycles
 */
export function dropFalseDependencies(tasks: readonly Task[], table: ScopeTable): TrueDependencies {
  const relationsOf = fileRelations(table);
  const needs = taskNeeds(tasks);
  const dropped = tasks.map(({ depends_on }, index) => {
    if (depends_on.every(({ pinned }) => pinned)) return none;
    const isRelated = relationsOf(index);
    return new Set(needs[index]?.filter((need, place) => depends_on[place]?.pinned === false && !isRelated(need)));
  });
  if (dropped.every(({ size }) => size === 0)) return { tasks: [...tasks], falseDependencies: [] };
  const added = keepOrder({ needs, dropped, table });
  const idOf = (index: number): string => tasks[index]?.id ?? "";
  return {
    tasks: tasks.map((task, index) => ({
      ...task,
      depends_on: [
        ...task.depends_on.filter((_, place) => dropped[index]?.has(needs[index]?.[place] ?? -1) !== true),
        ...(added[index] ?? []).map((need) => ({ task: idOf(need), pinned: false })),
      ].toSorted((a, b) => (a.task < b.task ? -1 : 1)),
    })),
    falseDependencies: dropped.flatMap((each, index) =>
      [...each].map((need) => ({ task: idOf(index), needs: idOf(need) })),
    ),
  };
}
