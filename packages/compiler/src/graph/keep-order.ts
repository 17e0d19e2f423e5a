import { relatedColumns, type RelatedTo } from "./related-columns.ts";
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
 * off, and so is which tasks are related. Columns are taken the latest first, because a dependency on a late task brings with it all
 * that this one needs.
 */
export function keepOrder(thinned: Thinned): Needs {
  const order = needsFirst(thinned.needs);
  const added: number[][] = thinned.needs.map(() => []);
  const { losing, lost } = endangered(thinned, order);
  const relatedTo = relatedColumns(thinned.table);
  const places = order.flatMap((task, place) => (lost[task] === 1 ? [place] : [])).toReversed();
  for (let first = 0; first < places.length; first += columnsAtOnce) {
    const some = places.slice(first, first + columnsAtOnce);
    const columns = some.map((place) => order[place] ?? -1);
    joinAgain(thinned, { columns, behind: order.slice(some.at(-1)), losing, related: relatedTo(columns), added });
  }
  return added;
}

interface Batch {
  /** The latest first. */
  readonly columns: readonly number[];
  /** The columns and all that may need one of them, every task after what it needs. */
  readonly behind: readonly number[];
  readonly losing: Uint8Array;
  readonly related: RelatedTo;
  readonly added: readonly number[][];
}

/** Adds what the tasks have lost of some columns. */
function joinAgain({ needs, dropped }: Thinned, { columns, behind, losing, related, added }: Batch): void {
  const [before, after] = [reach(needs.length, columns), reach(needs.length, columns)];
  for (const task of behind) {
    for (const need of needs[task] ?? []) {
      before.join(task, need);
      if (dropped[task]?.has(need) !== true) after.join(task, need);
    }
    for (const need of added[task] ?? []) after.join(task, need);
    const wanted = losing[task] === 1 ? related(task) : null;
    for (let word = 0; word < (wanted?.length ?? 0); word += 1) {
      const lostOnes = (): number => (wanted?.[word] ?? 0) & before.word(task, word) & ~after.word(task, word);
      for (let bits = lostOnes(); bits !== 0; bits = lostOnes()) {
        const need = columns[32 * word + lowestBit(bits)] ?? -1;
        added[task]?.push(need);
        after.join(task, need);
      }
    }
  }
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
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
  return {
    /** A word of the row of a task: 32 columns. */
    word: (task: number, word: number): number => rows[task * words + word] ?? 0,
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
