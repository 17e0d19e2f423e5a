import type { Task } from "@fabrikk/state";

import type { HotFile } from "../graph/hot-files.ts";
import { planWaves } from "../graph/plan-waves.ts";
import type { ScopeTable } from "../graph/scope-table.ts";
import { mustParseGlob } from "../glob/must-parse-glob.ts";
import { listSchedule } from "./list-schedule.ts";
import { waveSchedule } from "./wave-schedule.ts";
import type { Workload } from "./workload.ts";

/** A hot file, and what it costs that its tasks take turns. */
export interface PricedFile extends HotFile {
  /** All minutes of its tasks. */
  readonly minutes: number;
  /**
   * By how much the predicted makespan of the plan's schedule is longer than that of the same tasks if this file, and those alike, were
   * held by nobody. 0 where it is not longer: a list schedule can even get longer with fewer constraints (Graham 1966).
   */
  readonly minutes_lost: number;
}

/** A plan whose hot files are priced. */
export interface PricedPlan {
  readonly tasks: readonly Task[];
  readonly table: ScopeTable;
  readonly workload: Workload;
  readonly workers: number;
  readonly schedule: "waves" | "continuous";
  /** Its predicted makespan. */
  readonly makespan: number;
}

/** Prices hot files, each by scheduling the whole plan again without it; the dearest first. */
export function priceHotFiles(files: readonly HotFile[], plan: PricedPlan): readonly PricedFile[] {
  const minutes = new Map(plan.tasks.map(({ id }, index) => [id, plan.workload.minutes[index] ?? 0]));
  return files
    .map((hot) => ({
      ...hot,
      minutes: hot.tasks.reduce((sum, id) => sum + (minutes.get(id) ?? 0), 0),
      minutes_lost: Math.max(0, plan.makespan - makespanWithout(hot, plan)),
    }))
    .toSorted((a, b) => b.minutes_lost - a.minutes_lost || b.minutes - a.minutes || (a.file < b.file ? -1 : 1));
}

function makespanWithout({ file, alike }: HotFile, { tasks, table, workload, workers, schedule }: PricedPlan): number {
  const keys = new Set([file, ...alike].map((text) => mustParseGlob(text).key));
  const isIgnored = table.globs.map(({ key }, glob) => keys.has(glob === table.everything ? "**" : key));
  const without = { ...table, uses: table.uses.map((uses) => uses.filter(({ glob }) => isIgnored[glob] !== true)) };
  if (schedule === "continuous") return listSchedule({ ...workload, files: without }, { workers }).makespan;
  const indexes = new Map(tasks.map(({ id }, index) => [id, index]));
  const waves = planWaves(tasks, without).map((wave) => wave.flatMap((id) => indexes.get(id) ?? []));
  return waveSchedule(workload, waves, { workers }).makespan;
}
