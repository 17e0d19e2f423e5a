import type { TaskGraph } from "@fabrikk/state";

import { taskNeeds } from "../graph/task-needs.ts";
import { heaviestPaths } from "../schedule/heaviest-path.ts";

/** The shape of a plan, each task counted as one unit of time. */
export interface PlanMeasures {
  /** Ids of a longest chain of tasks that need each other, the first to run first. */
  readonly criticalPath: readonly string[];
  /** Tasks in the widest wave. */
  readonly width: number;
  readonly waves: number;
}

/** Measures a compiled plan (FAB-PLAN-011); `certifyPlan` does so with durations. */
export function measurePlan({ tasks, waves }: Pick<TaskGraph, "tasks" | "waves">): PlanMeasures {
  const { heaviest } = heaviestPaths(
    taskNeeds(tasks),
    tasks.map(() => 1),
  );
  return {
    criticalPath: heaviest.map((task) => tasks[task]?.id ?? ""),
    width: waves.reduce((most, wave) => Math.max(most, wave.length), 0),
    waves: waves.length,
  };
}
