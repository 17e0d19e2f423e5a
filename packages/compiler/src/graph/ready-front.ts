import type { Task } from "@fabrikk/state";

import { fileHolds } from "./file-holds.ts";
import { scopeTable } from "./scope-table.ts";
import { byPriority } from "./task-order.ts";

/** What is known when the next wave is chosen. */
export interface FrontOptions {
  readonly tasks: readonly Task[];
  /** Ids of accepted tasks: what depends on them may start. */
  readonly done: ReadonlySet<string>;
  /** Ids that must not start: blocked, deferred. */
  readonly unavailable: ReadonlySet<string>;
  /** Ids of tasks under way: they are of the wave, and hold their files before any other is chosen. */
  readonly underWay?: ReadonlySet<string>;
  /** Which of two tasks is chosen first, where something counts more than priority and id. */
  readonly order?: (a: Task, b: Task) => number;
}

const noOrder = (): number => 0;

/**
 * The next wave (FAB-PLAN-006): ids of tasks that can run at once. All they depend on is done, and no two can touch one file.
 * Chosen in the order given, then by priority, then id, those under way first; one that meets an earlier one's files waits. An unscoped task runs
 * alone.
 */
export function readyFront({
  tasks,
  done,
  unavailable,
  underWay = new Set(),
  order = noOrder,
}: FrontOptions): string[] {
  const ready = tasks
    .filter(
      ({ id, depends_on }) => !done.has(id) && !unavailable.has(id) && depends_on.every(({ task }) => done.has(task)),
    )
    .toSorted((a, b) => Number(underWay.has(b.id)) - Number(underWay.has(a.id)) || order(a, b) || byPriority(a, b));
  const holds = fileHolds(scopeTable(ready));
  const wave: string[] = [];
  for (const [index, task] of ready.entries()) {
    if (holds.blockedBy(index) !== null) continue;
    holds.take(index);
    wave.push(task.id);
  }
  return wave;
}
