import type { TaskGraph } from "@fabrikk/state";

import { conflictMatrix } from "../graph/conflict-matrix.ts";
import { planWaves } from "../graph/plan-waves.ts";
import { scopeTable } from "../graph/scope-table.ts";

/**
 * The part of a graph that is left to do when all other tasks are done: these tasks, what they need of each other, over which files they
 * can clash, and their waves. What `replan` says is to be done again is priced with it (FAB-TOP-003). Pure.
 * @param ids of tasks; those that the graph does not have are nothing
 */
export function subgraph(graph: TaskGraph, ids: ReadonlySet<string>): TaskGraph {
  const tasks = graph.tasks
    .filter(({ id }) => ids.has(id))
    .map((task) => ({ ...task, depends_on: task.depends_on.filter((need) => ids.has(need.task)) }));
  const table = scopeTable(tasks);
  return {
    ...graph,
    tasks,
    false_dependencies: graph.false_dependencies.filter(({ task, needs }) => ids.has(task) && ids.has(needs)),
    conflicts: conflictMatrix(tasks, table),
    waves: planWaves(tasks, table),
  };
}
