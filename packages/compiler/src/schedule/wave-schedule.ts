import { listSchedule, type ListOptions } from "./list-schedule.ts";
import type { Schedule, Slot } from "./schedule.ts";
import type { Workload } from "./workload.ts";

/**
 * The schedule with a barrier (FAB-PLAN-012): a wave starts when all tasks of the one before are done, and is list-scheduled by itself.
 * @param waves every task once; those of one wave need nothing of each other, and share no file
 * @param options the order is that of the tasks within a wave; by default the longest first
 * @throws RangeError for no worker, and waves or an order that do not name every task once
 */
export function waveSchedule(
  { minutes }: Pick<Workload, "minutes">,
  waves: readonly (readonly number[])[],
  options: ListOptions,
): Schedule {
  const ranks = options.order && new Map(options.order.map((task, rank) => [task, rank]));
  const slots: Slot[] = [];
  let begin = 0;
  for (const wave of waves) {
    const tasks = ranks ? wave.toSorted((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0)) : wave;
    const part = listSchedule(
      { minutes: tasks.map((task) => minutes[task] ?? 0), needs: tasks.map(() => []) },
      { workers: options.workers, ...(ranks ? { order: [...tasks.keys()] } : {}) },
    );
    for (const [place, { start, end }] of part.slots.entries())
      slots[tasks[place] ?? -1] = { start: begin + start, end: begin + end };
    begin += part.makespan;
  }
  if (Object.keys(slots).length !== minutes.length || waves.flat().length !== minutes.length)
    throw new RangeError("every task stands in one wave");
  return { slots, makespan: begin };
}
