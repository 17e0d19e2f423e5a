import type { Task } from "@fabrikk/state";

import { taskNeeds } from "../graph/task-needs.ts";
import { heaviestPaths } from "./heaviest-path.ts";

/**
 * For each task, by id, how many tasks the longest chain has that begins with it and of which each one needs the one before it: what a
 * list schedule goes by where every task takes as long.
 * @throws RangeError where tasks need each other in a circle
 */
export function chainLengths(tasks: readonly Pick<Task, "id" | "depends_on">[]): ReadonlyMap<string, number> {
  const { weights } = heaviestPaths(
    taskNeeds(tasks),
    tasks.map(() => 1),
  );
  return new Map(tasks.map(({ id }, index) => [id, weights[index] ?? 1]));
}
