import { expect, test } from "vitest";

import { numbersFrom, randomOrder, randomWorkload, wavesOf } from "../../test/random-workloads.ts";
import { clashing } from "../graph/file-holds.ts";
import { contestOf } from "./contest-of.ts";
import { heaviestPaths } from "./heaviest-path.ts";
import { listSchedule } from "./list-schedule.ts";
import { lowerBound } from "./lower-bound.ts";
import { waveSchedule } from "./wave-schedule.ts";
import type { Workload } from "./workload.ts";
import { listWorstCase, wavesWorstCase } from "./worst-case.ts";

/** Sums of whole minutes are exact; a division by the workers is not. */
const precision = 1e-9;

function boundsOf({ workload, table }: ReturnType<typeof randomWorkload>, workers: number) {
  const contest = contestOf(table, workload.minutes);
  const { weights } = heaviestPaths(workload.needs, workload.minutes);
  const work = workload.minutes.reduce((sum, each) => sum + each, 0);
  const bound = lowerBound({ criticalPath: Math.max(...weights), work, workers }, contest);
  return { least: bound.minutes, because: bound.because, worst: listWorstCase(workload, contest, workers) };
}

test("FAB-TOP-005 FAB-PLAN-012: on 100,000 random graphs no makespan leaves its bounds", { timeout: 120_000 }, () => {
  const next = numbersFrom(1966);
  const broken: string[] = [];
  const seen = new Map<string, number>();
  for (let graph = 0; graph < 100_000; graph += 1) {
    const made = randomWorkload(next, 7);
    const { minutes } = made.workload;
    const workers = 1 + next(4);
    const order = next(2) === 0 ? {} : { order: randomOrder(next, minutes.length) };
    const waves = wavesOf(made.workload);
    const { least, because, worst } = boundsOf(made, workers);
    const ofWaves = wavesWorstCase(made.workload, waves, workers);
    const continuous = listSchedule(made.workload, { workers, ...order }).makespan;
    const barrier = waveSchedule(made.workload, waves, { workers, ...order }).makespan;
    if (least > Math.min(continuous, barrier) + precision) broken.push(`${graph}: shorter than the lower bound`);
    if (continuous > worst.minutes + precision) broken.push(`${graph}: continuous over ${worst.bound}`);
    if (barrier > ofWaves.minutes + precision) broken.push(`${graph}: waves over ${ofWaves.bound}`);
    for (const what of [worst.bound, because]) seen.set(what, (seen.get(what) ?? 0) + 1);
  }
  expect(broken).toEqual([]);
  const often = ["garey-graham", "graham", "critical-path", "work", "file"].filter(
    (what) => (seen.get(what) ?? 0) > 2000,
  );
  expect(often).toHaveLength(5);
});

test("FAB-TOP-005: the lower bound is none of any schedule, and list schedules are not better than the best", () => {
  const next = numbersFrom(1975);
  const broken: string[] = [];
  for (let graph = 0; graph < 2000; graph += 1) {
    const made = randomWorkload(next, 5);
    const workers = 1 + next(3);
    const best = shortest(made.workload, workers);
    const { least, worst } = boundsOf(made, workers);
    const { makespan } = listSchedule(made.workload, {
      workers,
      order: randomOrder(next, made.workload.minutes.length),
    });
    if (least > best + precision || best > makespan || makespan > worst.minutes + precision)
      broken.push(`${graph}: ${least} <= ${best} <= ${makespan} <= ${worst.minutes}`);
  }
  expect(broken).toEqual([]);
});

/** The makespan of the best schedule: every order, each task as early as it fits between those that stand. */
function shortest(workload: Workload, workers: number): number {
  const best = (placed: ReadonlyMap<number, number>): number => {
    const { minutes, needs } = workload;
    const endOf = (task: number): number => (placed.get(task) ?? 0) + (minutes[task] ?? 0);
    if (placed.size === minutes.length) return Math.max(...[...placed.keys()].map(endOf));
    const open = [...minutes.keys()].filter(
      (task) => !placed.has(task) && needs[task]?.every((need) => placed.has(need)),
    );
    return Math.min(
      ...open.map((task) => {
        const ready = Math.max(0, ...(needs[task] ?? []).map(endOf));
        const starts = [ready, ...[...placed.keys()].map(endOf).filter((end) => end > ready)].toSorted((a, b) => a - b);
        const start = starts.find((from) => fits(workload, { task, from, workers }, placed)) ?? Number.NaN;
        return best(new Map([...placed, [task, start]]));
      }),
    );
  };
  return best(new Map());
}

function fits(
  workload: Workload,
  { task, from, workers }: { readonly task: number; readonly from: number; readonly workers: number },
  placed: ReadonlyMap<number, number>,
): boolean {
  const minutesOf = (each: number): number => workload.minutes[each] ?? 0;
  const until = from + minutesOf(task);
  const beside = [...placed].filter(([other, start]) => start < until && from < start + minutesOf(other));
  if (beside.some(([other]) => clash(workload, task, other))) return false;
  const moments = [from, ...beside.map(([, start]) => start).filter((start) => start > from)];
  return moments.every(
    (moment) =>
      beside.filter(([other, start]) => start <= moment && moment < start + minutesOf(other)).length < workers,
  );
}

/** The rule, written out. */
function clash({ files }: Workload, a: number, b: number): boolean {
  return (files?.uses[a] ?? []).some((left) =>
    (files?.uses[b] ?? []).some(
      (right) =>
        (left.glob === right.glob || files?.neighbours[left.glob]?.includes(right.glob) === true) &&
        clashing[left.mode].includes(right.mode),
    ),
  );
}
