import type { Task } from "@fabrikk/state";

import { fileHolds, type FileHolds } from "./file-holds.ts";
import { priorityQueue, type PriorityQueue } from "./priority-queue.ts";
import { scopeTable, type ScopeTable } from "./scope-table.ts";
import { byPriority } from "./task-order.ts";

/**
 * All waves of a graph without cycles, as if no task failed: the same as asking `readyFront` again and again, but in time that
 * grows with the tasks and not with tasks times waves. A task that meets a held file waits in the line of that file; each
 * wave calls only the head of a line, and the next when that head does not take the file itself.
 */
export function planWaves(tasks: readonly Task[], table: ScopeTable = scopeTable(tasks)): string[][] {
  const order = tasks.map((task, index) => ({ ...task, index })).toSorted(byPriority);
  const holds = fileHolds(table);
  const dependencies = countDependencies(order);
  const lines = waitingLines();
  const waves: string[][] = [];
  for (const rank of dependencies.free) lines.candidates.push(rank);
  while (lines.callHeads()) {
    const wave = chooseWave(order, holds, lines);
    waves.push(wave.map((rank) => order[rank]?.id ?? ""));
    holds.clear();
    for (const rank of wave) for (const next of dependencies.finish(rank)) lines.candidates.push(next);
  }
  return waves;
}

/** A task, and its index in the table of scopes. The order's own indexes are ranks. */
type RankedTask = Task & { readonly index: number };

function chooseWave(order: readonly RankedTask[], holds: FileHolds, lines: WaitingLines): readonly number[] {
  const wave: number[] = [];
  for (let rank = lines.candidates.pop(); rank !== undefined; rank = lines.candidates.pop()) {
    const from = lines.leave(rank);
    const task = order[rank];
    if (task === undefined) continue;
    if (task.unscoped) {
      if (wave.length === 0) return [rank];
      lines.wait(rank, "unscoped");
      continue;
    }
    const block = holds.blockedBy(task.index);
    const line = block === null ? null : `${block.glob} ${block.mode}`;
    if (line === null) {
      holds.take(task.index);
      wave.push(rank);
    } else lines.wait(rank, line);
    const goesOn = line === null ? from?.endsWith("read-only") === true : line !== from;
    if (from !== null && goesOn) lines.call(from);
  }
  return wave;
}

interface WaitingLines {
  readonly candidates: PriorityQueue;
  /** Makes the head of every line a candidate. False when there is no candidate at all. */
  readonly callHeads: () => boolean;
  readonly call: (line: string) => void;
  readonly wait: (index: number, line: string) => void;
  /** The line that a candidate was called from. */
  readonly leave: (index: number) => string | null;
}

function waitingLines(): WaitingLines {
  const candidates = priorityQueue();
  const lines = new Map<string, PriorityQueue>();
  const calledFrom = new Map<number, string>();
  const called = new Set<string>();
  const call = (name: string): void => {
    const line = lines.get(name);
    const head = line?.pop();
    if (line?.size() === 0) lines.delete(name);
    if (head === undefined) return;
    calledFrom.set(head, name);
    called.add(name);
    candidates.push(head);
  };
  return {
    candidates,
    call,
    callHeads: () => {
      for (const name of lines.keys()) if (!called.has(name)) call(name);
      return candidates.size() > 0;
    },
    wait: (index, name) => {
      const line = lines.get(name) ?? priorityQueue();
      lines.set(name, line);
      line.push(index);
    },
    leave: (index) => {
      const name = calledFrom.get(index) ?? null;
      calledFrom.delete(index);
      if (name !== null) called.delete(name);
      return name;
    },
  };
}

function countDependencies(order: readonly Task[]) {
  const indexes = new Map(order.map(({ id }, index) => [id, index]));
  const missing = order.map(({ depends_on }) => depends_on.length);
  const needing = new Map<number, number[]>();
  for (const [index, { depends_on }] of order.entries()) {
    for (const { task } of depends_on) {
      const needed = indexes.get(task);
      if (needed !== undefined) needing.set(needed, (needing.get(needed) ?? []).concat(index));
    }
  }
  return {
    free: missing.flatMap((count, index) => (count === 0 ? [index] : [])),
    /** Tasks that wait for nothing any more now that this one is done. */
    finish: (done: number): readonly number[] =>
      (needing.get(done) ?? []).filter((index) => {
        missing[index] = (missing[index] ?? 0) - 1;
        return missing[index] === 0;
      }),
  };
}
