import type { Contest } from "./contest-of.ts";
import { heaviestPaths } from "./heaviest-path.ts";
import type { Workload } from "./workload.ts";

/** What a schedule cannot exceed, however its order is chosen. */
export interface WorstCase {
  readonly minutes: number;
  /** Which bound says so. */
  readonly bound: "graham" | "garey-graham" | "graham-by-wave";
  /** The bound in one sentence, and what it holds for. */
  readonly says: string;
}

const holdsFor =
  "it holds for the stated durations, without retries and without waiting for integration (one task at a time), in whatever order tasks are taken";

/**
 * The worst case of `listSchedule` for any order (FAB-TOP-005). A run integrates one task at a time and verifies the combined tree: what
 * that takes belongs to a task's stated minutes, and that tasks wait for their turn at it is no part of the schedule, so not of the bound.
 *
 * Let W be the total minutes, m the workers, C the makespan. Take the task that ends last, of what it needs the one that ends last,
 * and so on: a chain. Consider a moment before C at which a worker is idle and no task of the chain runs. It lies between the end of
 * one task of the chain (or the start of all) and the start of the next one, T. All that T needs is done, a worker is free, and T does
 * not start: so a task runs that clashes with T by a file. Hence at every moment with an idle worker a task of the chain runs, or one
 * that clashes with a task of the chain. Let I be the minutes of all such moments. At least one worker works in them, and all m do in
 * the others: m (C - I) + I <= W, that is C <= W/m + (1 - 1/m) I. With a worker for each task T never waits for one: C <= I.
 *
 * I is at most the minutes of the chain and of all tasks that clash with one of it. Two bounds of that are taken, and the lesser counts:
 * over all chains the most of the sum of a task's own minutes and those that clash with it; and the minutes of all tasks that
 * clash with any, plus the most that a chain has of others. The second is never more than W.
 *
 * Without clashes I is at most the critical path, and this is the bound of Graham (1966, 1969). With them files are resources of which there
 * is one each, as in Garey and Graham (1975).
 */
export function listWorstCase(
  { minutes, needs }: Workload,
  { against, isContested }: Omit<Contest, "exclusive">,
  workers: number,
): WorstCase {
  const besides = minutes.map((own, task) => own + (against[task] ?? 0));
  const contested = minutes.map((own, task) => (isContested[task] === true ? own : 0));
  const free = minutes.map((own, task) => (isContested[task] === true ? 0 : own));
  const idle = Math.min(heaviest(needs, besides), sum(contested) + heaviest(needs, free));
  const hasClash = isContested.includes(true);
  const term = hasClash
    ? `the ${Math.round(idle)} min in which dependencies and files can keep a worker idle`
    : "critical path";
  const formula =
    minutes.length > workers
      ? `work / workers + (1 - 1 / workers) x ${term}`
      : `${term}, as there is a worker for each task`;
  return {
    minutes: additive(minutes, idle, workers),
    bound: hasClash ? "garey-graham" : "graham",
    says: `${hasClash ? "Garey and Graham, each file a resource" : "Graham, as no two tasks clash by a file"}: ${formula}; ${holdsFor}.`,
  };
}

/** The worst case of `waveSchedule`: in each wave nothing but workers binds, so its critical path is its longest task. */
export function wavesWorstCase(
  { minutes }: Pick<Workload, "minutes">,
  waves: readonly (readonly number[])[],
  workers: number,
): WorstCase {
  const longest = (wave: readonly number[]): number => wave.reduce((most, each) => Math.max(most, each), 0);
  return {
    minutes: sum(
      waves.map((wave) => wave.map((task) => minutes[task] ?? 0)).map((wave) => additive(wave, longest(wave), workers)),
    ),
    bound: "graham-by-wave",
    says: `Graham for each wave by itself, the sum over the waves of: work / workers + (1 - 1 / workers) x longest task, or the longest task where there is a worker for each; ${holdsFor}.`,
  };
}

/** At most so long do these tasks take, of which a worker can be idle beside a waiting one for so many minutes. */
function additive(minutes: readonly number[], idle: number, workers: number): number {
  if (minutes.length <= workers) return idle;
  return sum(minutes) / workers + (1 - 1 / workers) * idle;
}

function heaviest(needs: Workload["needs"], weights: readonly number[]): number {
  const paths = heaviestPaths(needs, weights);
  return paths.weights[paths.heaviest[0] ?? -1] ?? 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
