import { priorityQueue } from "../graph/priority-queue.ts";
import { heaviestPaths } from "./heaviest-path.ts";
import { readyLine } from "./ready-line.ts";
import type { Schedule, Slot } from "./schedule.ts";
import type { Workload } from "./workload.ts";

/** Who works, and on what first. */
export interface ListOptions {
  /** How many tasks may run at once: 1 or more. */
  readonly workers: number;
  /** Every task once, the one to prefer first. By default the longest remaining path first (`longestPathFirst`). */
  readonly order?: readonly number[];
}

/**
 * The continuous schedule (FAB-PLAN-012): greedy list scheduling after Graham (1966), with files as resources after Garey and Graham (1975).
 * Whenever a worker is free, the first task of the order starts whose needs are all done and whose files nobody holds in a
 * way that clashes. Event by event, with heaps: near-linear in tasks, needs and uses of files.
 * @throws RangeError for no worker, minutes that are none, an order that is none, and tasks that need each other in a circle
 */
export function listSchedule(
  workload: Workload,
  { workers, order = longestPathFirst(workload) }: ListOptions,
): Schedule {
  if (!(workers >= 1)) throw new RangeError(`nothing runs with ${workers} workers`);
  const none = workload.minutes.find((minutes) => !(minutes >= 0));
  if (none !== undefined) throw new RangeError(`a task cannot take ${none} minutes`);
  const ready = readyLine(workload, order);
  const slots: Slot[] = [];
  const running = priorityQueue((task) => slots[task]?.end ?? 0);
  let started = 0;
  for (let now = 0; ;) {
    while (running.size() < workers) {
      const task = ready.start();
      if (task === null) break;
      slots[task] = { start: now, end: now + (workload.minutes[task] ?? 0) };
      running.push(task);
      started += 1;
    }
    const first = running.first();
    if (first === undefined) break;
    now = slots[first]?.end ?? now;
    for (let task = running.first(); task !== undefined && slots[task]?.end === now; task = running.first()) {
      running.pop();
      ready.finish(task);
    }
  }
  if (started < workload.minutes.length) throw new RangeError("the tasks need each other in a circle");
  return { slots, makespan: slots.reduce((latest, { end }) => Math.max(latest, end), 0) };
}

/** Tasks by the longest path of minutes that begins with them and goes on to those that need them; ties by index. */
export function longestPathFirst({ needs, minutes }: Workload): readonly number[] {
  const { weights } = heaviestPaths(needs, minutes);
  return [...weights.keys()].toSorted((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0) || a - b);
}
