import type { TaskGraph } from "@fabrikk/state";

/** The shape of a plan, each task counted as one unit of time. */
export interface PlanMeasures {
  /** Ids of a longest chain of tasks that need each other, the first to run first. */
  readonly criticalPath: readonly string[];
  /** Tasks in the widest wave. */
  readonly width: number;
  readonly waves: number;
}

/** Measures a compiled plan (FAB-PLAN-011). */
export function measurePlan({ tasks, waves }: TaskGraph): PlanMeasures {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const longest = new Map<string, { readonly length: number; readonly before: string | null }>();
  let last: string | null = null;
  for (const id of waves.flat()) {
    let best: { readonly length: number; readonly before: string | null } = { length: 1, before: null };
    for (const { task } of byId.get(id)?.depends_on ?? []) {
      const length = (longest.get(task)?.length ?? 0) + 1;
      if (length > best.length) best = { length, before: task };
    }
    longest.set(id, best);
    if (last === null || best.length > (longest.get(last)?.length ?? 0)) last = id;
  }
  const path: string[] = [];
  for (let id = last; id !== null; id = longest.get(id)?.before ?? null) path.push(id);
  return {
    criticalPath: path.toReversed(),
    width: waves.reduce((most, wave) => Math.max(most, wave.length), 0),
    waves: waves.length,
  };
}
