import { expect, test } from "vitest";

import { numbersFrom, randomOrder, randomWorkload, wavesOf } from "../../test/random-workloads.ts";
import { fileHolds } from "../graph/file-holds.ts";
import { listSchedule, longestPathFirst } from "./list-schedule.ts";
import type { Schedule } from "./schedule.ts";
import { waveSchedule } from "./wave-schedule.ts";
import type { Workload } from "./workload.ts";

/** Graham's instance: nine tasks of which T9 needs T1, and T5 to T8 need T4. */
const anomaly = {
  minutes: [3, 2, 2, 2, 4, 4, 4, 4, 9],
  needs: [[], [], [], [], [3], [3], [3], [3], [0]],
};
const inOrder = [0, 1, 2, 3, 4, 5, 6, 7, 8];

test.each([
  { name: "three machines", workload: anomaly, workers: 3, makespan: 12 },
  { name: "one machine more", workload: anomaly, workers: 4, makespan: 15 },
  {
    name: "every task shorter by one",
    workload: { ...anomaly, minutes: anomaly.minutes.map((each) => each - 1) },
    workers: 3,
    makespan: 13,
  },
  {
    name: "T5 and T6 need T4 no more",
    workload: { ...anomaly, needs: [[], [], [], [], [], [], [3], [3], [0]] },
    workers: 3,
    makespan: 16,
  },
])("FAB-PLAN-012: Graham's anomaly, $name: $makespan", ({ workload, workers, makespan }) => {
  expect(listSchedule(workload, { workers, order: inOrder }).makespan).toBe(makespan);
});

test("FAB-PLAN-012: a task starts as soon as a worker, its needs and its files are free, the first of the order first", () => {
  const next = numbersFrom(7);
  const faults: string[] = [];
  for (let graph = 0; graph < 4000; graph += 1) {
    const made = randomWorkload(next, 12).workload;
    const workload = { ...made, minutes: made.minutes.map((each) => each + 1) };
    const workers = 1 + next(4);
    const order = randomOrder(next, workload.minutes.length);
    const expected = stepByStep(workload, workers, order);
    const { slots } = listSchedule(workload, { workers, order });
    if (slots.some(({ start }, task) => start !== expected[task])) faults.push(`${graph}`);
  }
  expect(faults).toEqual([]);
});

/** The rule, minute by minute: the start of each task. */
function stepByStep({ minutes, needs, files }: Workload, workers: number, order: readonly number[]): readonly number[] {
  const holds = fileHolds(files ?? { uses: [], neighbours: [] });
  const starts: number[] = [];
  const [running, done] = [new Set<number>(), new Set<number>()];
  for (let now = 0; done.size < minutes.length;) {
    for (const task of running) {
      if ((starts[task] ?? 0) + (minutes[task] ?? 0) > now) continue;
      running.delete(task);
      done.add(task);
      holds.release(task, () => {});
    }
    const task = order.find(
      (each) =>
        starts[each] === undefined && needs[each]?.every((need) => done.has(need)) && holds.blockedBy(each) === null,
    );
    if (task === undefined || running.size === workers) {
      now += 1;
      continue;
    }
    starts[task] = now;
    running.add(task);
    holds.take(task);
  }
  return starts;
}

test("FAB-PLAN-012: in waves nothing starts before the wave before is done, and no wave takes longer than its tasks one by one", () => {
  const next = numbersFrom(11);
  const faults: string[] = [];
  for (let graph = 0; graph < 2000; graph += 1) {
    const { workload } = randomWorkload(next, 12);
    const waves = wavesOf(workload);
    const { slots } = waveSchedule(workload, waves, { workers: 1 + next(4) });
    for (const [index, wave] of waves.entries()) {
      const ends = (waves[index - 1] ?? []).map((task) => slots[task]?.end ?? 0);
      const starts = wave.map((task) => slots[task]?.start ?? -1);
      if (Math.min(...starts) !== Math.max(0, ...ends)) faults.push(`${graph}: wave ${index}`);
    }
  }
  expect(faults).toEqual([]);
});

test("FAB-PLAN-012: without an order the longest remaining path goes first, ties by index", () => {
  const workload = { minutes: [5, 1, 1, 5, 2], needs: [[], [], [1], [2], []] };
  expect(longestPathFirst(workload)).toEqual([1, 2, 0, 3, 4]);
  expect(listSchedule(workload, { workers: 1 }).slots.map(({ start }) => start)).toEqual([2, 0, 1, 7, 12]);
});

test("no worker, an order that is none, minutes that are none and a circle are refused", () => {
  const one = { minutes: [1, 1], needs: [[], []] };
  expect(() => listSchedule(one, { workers: 0 })).toThrow("nothing runs with 0 workers");
  expect(() => listSchedule(one, { workers: 1, order: [0, 0] })).toThrow("an order names every task once");
  expect(() => listSchedule({ ...one, minutes: [1, Number.NaN] }, { workers: 1 })).toThrow(/NaN minutes/);
  expect(() => listSchedule({ ...one, needs: [[1], [0]] }, { workers: 1 })).toThrow(/in a circle/);
  expect(() => listSchedule({ ...one, needs: [[1], [0]] }, { workers: 1, order: [0, 1] })).toThrow(/in a circle/);
  expect(() => waveSchedule(one, [[0]], { workers: 1 })).toThrow("every task stands in one wave");
});

test("30,000 tasks that share one file run one by one, and as many in a chain", () => {
  const tasks = Array.from({ length: 30_000 }, (_, index) => index);
  const minutes = tasks.map(() => 1);
  const hot = { uses: tasks.map(() => [{ glob: 0, mode: "shared" as const }]), neighbours: [[]] };
  const single = (schedule: Schedule): number => schedule.makespan;
  expect(single(listSchedule({ minutes, needs: tasks.map(() => []), files: hot }, { workers: 8 }))).toBe(30_000);
  expect(
    single(listSchedule({ minutes, needs: tasks.map((task) => (task > 0 ? [task - 1] : [])) }, { workers: 8 })),
  ).toBe(30_000);
});
