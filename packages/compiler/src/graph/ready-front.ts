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
}

/**
 * The next wave (FAB-PLAN-006): ids of tasks that can run at once. All they depend on is done, and no two can touch one file.
 * Chosen by priority, then id, those under way first; one that meets an earlier one's files waits. An unscoped task runs
 * alone.
 */
export function readyFront({ tasks, done, unavailable, underWay = new Set() }: FrontOptions): string[] {
  const ready = tasks
    .filter(
      ({ id, depends_on }) => !done.has(id) && !unavailable.has(id) && depends_on.every(({ task }) => done.has(task)),
    )
    .toSorted((a, b) => Number(underWay.has(b.id)) - Number(underWay.has(a.id)) || byPriority(a, b));
  if (ready[0]?.unscoped === true) return [ready[0].id];
  const holds = fileHolds(scopeTable(ready));
  const wave: string[] = [];
  for (const [index, task] of ready.entries()) {
    if (task.unscoped || holds.blockedBy(index) !== null) continue;
    holds.take(index);
    wave.push(task.id);
  }
  return wave;
}
