import { scopeTable, type ScopeTable, type ScopeUse, type UseMode } from "../src/graph/scope-table.ts";
import { listSchedule } from "../src/schedule/list-schedule.ts";
import type { Workload } from "../src/schedule/workload.ts";

/** Whole numbers, at least 0, below the limit, that follow from the seed alone (a linear congruential generator, the high bits). */
export function numbersFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const texts = ["a", "b", "c", "src/a", "src/b", "src/*", "**/a", "lib/**", "lib/x"];
const scoped = { scope: { owned: texts, read_only: [], shared: [] }, unscoped: false };
const unscoped = { scope: { owned: ["**"], read_only: [], shared: [] }, unscoped: true };
const [withoutEverything, withEverything] = [scopeTable([scoped]), scopeTable([scoped, unscoped])];
const modes: readonly UseMode[] = ["owned", "owned", "shared", "read-only"];

/** What a random workload is made of. */
export interface RandomWorkload {
  readonly workload: Workload;
  readonly table: ScopeTable;
}

/** Up to `most` tasks of 0 to 9 minutes; each needs some before it; two of three workloads hold files, one of six has an unscoped task. */
export function randomWorkload(next: (below: number) => number, most: number): RandomWorkload {
  const count = 1 + next(most);
  const tasks = Array.from({ length: count }, (_, index) => index);
  const density = 1 + next(8);
  const needs = tasks.map((task) => tasks.slice(0, task).filter(() => next(density) === 0));
  const kind = next(6);
  const table = kind === 0 ? withEverything : withoutEverything;
  const uses = tasks.map((): readonly ScopeUse[] => {
    if (kind < 2) return kind === 0 ? usesBesideEverything(next) : [];
    return someUses(next, table);
  });
  const own = { ...table, uses };
  return { workload: { minutes: tasks.map(() => next(10)), needs, files: own }, table: own };
}

function usesBesideEverything(next: (below: number) => number): readonly ScopeUse[] {
  const everything = withEverything.everything ?? 0;
  if (next(3) === 0) return [{ glob: everything, mode: "owned" }];
  return [{ glob: everything, mode: "read-only" }, ...someUses(next, withoutEverything, everything + 1)];
}

function someUses(next: (below: number) => number, { globs }: ScopeTable, first = 0): readonly ScopeUse[] {
  return Array.from({ length: next(3) }, () => ({
    glob: first + next(globs.length),
    mode: modes[next(modes.length)] ?? "owned",
  }));
}

/** An order that a random number gives. */
export function randomOrder(next: (below: number) => number, tasks: number): readonly number[] {
  const order = Array.from({ length: tasks }, (_, index) => index);
  for (let last = tasks - 1; last > 0; last -= 1) {
    const other = next(last + 1);
    [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
  }
  return order;
}

/** The waves of a workload: what could start at once if every task took as long as any other. */
export function wavesOf(workload: Workload): readonly (readonly number[])[] {
  const units = { ...workload, minutes: workload.minutes.map(() => 1) };
  const { slots, makespan } = listSchedule(units, { workers: Number.POSITIVE_INFINITY });
  const waves: number[][] = Array.from({ length: makespan }, () => []);
  for (const [task, { start }] of slots.entries()) waves[start]?.push(task);
  return waves;
}
