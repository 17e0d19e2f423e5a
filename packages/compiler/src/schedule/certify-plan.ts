import type { Task, TaskGraph } from "@fabrikk/state";

import { hotFiles } from "../graph/hot-files.ts";
import { scopeTable } from "../graph/scope-table.ts";
import { byPriority } from "../graph/task-order.ts";
import { contestOf } from "./contest-of.ts";
import { costBand, type SessionPrices } from "./cost-band.ts";
import { heaviestPaths } from "./heaviest-path.ts";
import { listSchedule } from "./list-schedule.ts";
import { lowerBound } from "./lower-bound.ts";
import type { PlanCertificate } from "./plan-certificate.ts";
import { priceHotFiles } from "./price-hot-files.ts";
import { waveSchedule } from "./wave-schedule.ts";
import { workloadOf } from "./workload-of.ts";
import { listWorstCase, wavesWorstCase } from "./worst-case.ts";

/** What a certificate reckons with. */
export interface CertificateOptions {
  /** Tasks that run at once: 1 or more. */
  readonly workers: number;
  /** The schedule of the run. */
  readonly schedule: "waves" | "continuous";
  /** The duration that is stated for a task, minutes, its verification and integration included; at least 0. */
  readonly minutesOf: (task: Task) => number;
  /** Failed attempts at one task that are sent back. */
  readonly retries: number;
  /** How many reviewers look at the work. */
  readonly reviewers: number;
  readonly prices: SessionPrices;
}

/** So many hot files are priced; the others are counted. */
const mostPriced = 8;

/**
 * The certificate of a compiled plan (FAB-TOP-005, FAB-PLAN-011): what it takes at least, what it is predicted to take, and what it cannot
 * exceed, for the stated durations, where no task waits for the integration of another one. Computed from the plan alone.
 */
export function certifyPlan(graph: TaskGraph, options: CertificateOptions): PlanCertificate {
  const { workers, schedule } = options;
  const tasks = graph.tasks.toSorted(byPriority);
  const table = scopeTable(tasks);
  const workload = workloadOf(tasks, options.minutesOf, table);
  const indexes = new Map(tasks.map(({ id }, index) => [id, index]));
  const waves = graph.waves.map((wave) => wave.flatMap((id) => indexes.get(id) ?? []));
  const { heaviest, weights } = heaviestPaths(workload.needs, workload.minutes);
  const criticalPath = weights[heaviest[0] ?? -1] ?? 0;
  const work = workload.minutes.reduce((sum, each) => sum + each, 0);
  const contest = contestOf(table, workload.minutes);
  const bound = lowerBound({ criticalPath, work, workers }, contest);
  const predicted = {
    waves: waveSchedule(workload, waves, { workers }).makespan,
    continuous: listSchedule(workload, { workers }).makespan,
  };
  const hot = hotFiles(graph);
  const plan = { tasks, table, workload, workers, schedule, makespan: predicted[schedule] };
  return {
    tasks: tasks.length,
    waves: waves.length,
    width: waves.reduce((most, wave) => Math.max(most, wave.length), 0),
    workers,
    schedule,
    minutes_a_task: { low: extreme(workload.minutes, Math.min), high: extreme(workload.minutes, Math.max) },
    critical_path: { tasks: heaviest.map((task) => tasks[task]?.id ?? ""), minutes: criticalPath },
    work,
    lower_bound: {
      ...bound,
      file: bound.because === "file" ? (table.globs[contest.exclusive.glob ?? -1]?.text ?? null) : null,
    },
    predicted,
    worst_case: {
      waves: wavesWorstCase(workload, waves, workers),
      continuous: listWorstCase(workload, contest, workers),
    },
    cost: costBand({ tasks: tasks.length, reviewers: options.reviewers, retries: options.retries }, options.prices),
    hot_files: priceHotFiles(hot.slice(0, mostPriced), plan),
    hot_files_unpriced: Math.max(0, hot.length - mostPriced),
  };
}

function extreme(minutes: readonly number[], choose: (a: number, b: number) => number): number {
  return minutes.length === 0 ? 0 : minutes.reduce((a, b) => choose(a, b));
}
