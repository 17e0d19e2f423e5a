import { fileRelations } from "./file-relations.ts";
import type { ScopeTable } from "./scope-table.ts";

type Needs = readonly (readonly number[])[];

/** A graph before and after dependencies were taken away from it. */
export interface Thinned {
  /** What each task needed. */
  readonly needs: Needs;
  /** What of that was taken away. */
  readonly dropped: readonly ReadonlySet<number>[];
  readonly table: ScopeTable;
}

/** How many tasks are looked for at once: bits of a row. */
const columnsAtOnce = 1024;

/**
 * For each task what it must need in addition, so that any two tasks that are related by their files stand in the order in which they
 * stood before, and not more than that: nothing is added that already follows.
 *
 * Whether one task comes before another is kept as bits: a row for each task, a column for each of some tasks that may have been cut
 * off. Columns are taken the latest first, because a dependency on a late task brings with it all that this one needs.
 */
export function keepOrder(thinned: Thinned): Needs {
  const order = needsFirst(thinned.needs);
  const added: number[][] = thinned.needs.map(() => []);
  const { losing, lost } = endangered(thinned, order);
  const { look, related } = fileRelations(thinned.table);
  let columns: number[] = [];
  let wanted = new Map<number, number[]>();
  const settle = (): void => {
    joinAgain(thinned, { order, columns, wanted, added });
    [columns, wanted] = [[], new Map()];
  };
  for (const column of order.toReversed()) {
    if (lost[column] === 0) continue;
    look(column);
    const tasks = [...related()].filter((task) => losing[task] === 1);
    if (tasks.length > 0) columns.push(column);
    for (const task of tasks) {
      const known = wanted.get(task);
      if (known === undefined) wanted.set(task, [column]);
      else known.push(column);
    }
    if (columns.length === columnsAtOnce) settle();
  }
  settle();
  return added;
}

interface Batch {
  readonly order: readonly number[];
  readonly columns: readonly number[];
  /** For each task the columns that it is related to, the latest first. */
  readonly wanted: ReadonlyMap<number, readonly number[]>;
  readonly added: readonly number[][];
}

/** Adds what the tasks have lost of some columns. */
function joinAgain({ needs, dropped }: Thinned, { order, columns, wanted, added }: Batch): void {
  const [before, after] = [reach(needs.length, columns), reach(needs.length, columns)];
  for (const task of order) {
    for (const need of needs[task] ?? []) {
      before.join(task, need);
      if (dropped[task]?.has(need) !== true) after.join(task, need);
    }
    for (const need of added[task] ?? []) after.join(task, need);
    for (const need of wanted.get(task) ?? []) {
      if (!before.has(task, need) || after.has(task, need)) continue;
      added[task]?.push(need);
      after.join(task, need);
    }
  }
}

/** Which tasks had something before them through a dependency that was taken away, and which had something behind them through one. */
function endangered({ needs, dropped }: Thinned, order: readonly number[]) {
  const losing = new Uint8Array(needs.length);
  const lost = new Uint8Array(needs.length);
  for (const task of order)
    if (dropped[task]?.size !== 0 || needs[task]?.some((need) => losing[need])) losing[task] = 1;
  for (const task of order.toReversed())
    for (const need of needs[task] ?? []) if (lost[task] || dropped[task]?.has(need) === true) lost[need] = 1;
  return { losing, lost };
}

/** Every task after all that it needs. */
function needsFirst(needs: Needs): readonly number[] {
  const missing = needs.map((each) => each.length);
  const needing: number[][] = needs.map(() => []);
  for (const [task, each] of needs.entries()) for (const need of each) needing[need]?.push(task);
  const order = missing.flatMap((count, task) => (count === 0 ? [task] : []));
  for (const task of order) {
    for (const next of needing[task] ?? []) {
      missing[next] = (missing[next] ?? 0) - 1;
      if (missing[next] === 0) order.push(next);
    }
  }
  return order;
}

/** Which of some tasks come before each task. */
function reach(tasks: number, columns: readonly number[]) {
  const places = new Map(columns.map((task, place) => [task, place]));
  const words = Math.ceil(columns.length / 32);
  const rows = new Int32Array(tasks * words);
  const has = (task: number, column: number): boolean => {
    const place = places.get(column) ?? -1;
    return ((rows[task * words + (place >> 5)] ?? 0) & (1 << (place & 31))) !== 0;
  };
  return {
    has,
    /** A task comes after what it needs, and after all that comes before that. */
    join: (task: number, need: number): void => {
      for (let word = 0; word < words; word += 1)
        rows[task * words + word] = (rows[task * words + word] ?? 0) | (rows[need * words + word] ?? 0);
      const place = places.get(need);
      if (place === undefined) return;
      const at = task * words + (place >> 5);
      rows[at] = (rows[at] ?? 0) | (1 << (place & 31));
    },
  };
}
