import { fileHolds, type FileHolds } from "../graph/file-holds.ts";
import { priorityQueue, type PriorityQueue } from "../graph/priority-queue.ts";
import type { ScopeUse } from "../graph/scope-table.ts";
import type { Workload } from "./workload.ts";

/** Tasks whose needs are done, in a given order, and which of them can start. */
export interface ReadyLine {
  /** Starts the first that can start: it holds its files from now on. Null when none can. */
  readonly start: () => number | null;
  /** Gives up the files of a task that is done, and lets those come that waited for it. */
  readonly finish: (task: number) => void;
}

/**
 * The line of a workload. A task that meets a held file leaves the line and waits for that file; when the file is free, only the
 * first that waits for it comes back, and the next one when the first did not take the file itself. So a file that thousands wait
 * for costs no more than its users; only those that wait for several such files move from one to the other.
 * @throws RangeError for an order that does not name every task once
 */
export function readyLine({ needs, files, minutes }: Workload, order: readonly number[]): ReadyLine {
  const ranks = ranksOf(order, minutes.length);
  const uses = files?.uses ?? [];
  const holds = fileHolds(files ?? { uses, neighbours: [] });
  const dependencies = countDependencies(needs);
  const candidates = priorityQueue();
  const waiting = waitingTasks(candidates, holds);
  const join = (task: number): void => candidates.push(ranks[task] ?? 0);
  for (const task of dependencies.free) join(task);
  return {
    start: () => {
      for (let rank = candidates.pop(); rank !== undefined; rank = candidates.pop()) {
        const task = order[rank] ?? -1;
        const block = holds.blockedBy(task);
        if (block === null) holds.take(task);
        waiting.settle(rank, block);
        if (block === null) return task;
      }
      return null;
    },
    finish: (task) => {
      holds.release(task, waiting.call);
      for (const next of dependencies.finish(task)) join(next);
    },
  };
}

interface WaitingTasks {
  /** A candidate starts, or waits for a file; whoever stands behind it may be called. */
  readonly settle: (rank: number, block: ScopeUse | null) => void;
  /** Makes the first of those a candidate who wait for a glob that is free. */
  readonly call: (glob: number) => void;
}

const modes = ["owned", "shared", "read-only"] as const;

/** One queue for each glob and way to use it. At most one of a queue is a candidate at a time. */
function waitingTasks(candidates: PriorityQueue, holds: FileHolds): WaitingTasks {
  const queues = new Map<number, PriorityQueue>();
  const calledFrom = new Map<number, ScopeUse>();
  const called = new Set<number>();
  const callFirst = (use: ScopeUse): void => {
    const key = keyOf(use);
    const queue = queues.get(key);
    const rank = queue?.pop();
    if (queue?.size() === 0) queues.delete(key);
    if (rank === undefined) return;
    calledFrom.set(rank, use);
    called.add(key);
    candidates.push(rank);
  };
  return {
    settle: (rank, block) => {
      const from = calledFrom.get(rank);
      calledFrom.delete(rank);
      if (from !== undefined) called.delete(keyOf(from));
      if (block !== null) {
        const queue = queues.get(keyOf(block)) ?? priorityQueue();
        queues.set(keyOf(block), queue);
        queue.push(rank);
      }
      if (from !== undefined && holds.isFree(from)) callFirst(from);
    },
    call: (glob) => {
      for (const mode of modes) {
        const use = { glob, mode };
        if (queues.has(keyOf(use)) && !called.has(keyOf(use)) && holds.isFree(use)) callFirst(use);
      }
    },
  };
}

function keyOf({ glob, mode }: ScopeUse): number {
  return 3 * glob + modes.indexOf(mode);
}

function ranksOf(order: readonly number[], tasks: number): Int32Array {
  const ranks = new Int32Array(tasks).fill(-1);
  for (const [rank, task] of order.entries()) ranks[task] = rank;
  if (order.length !== tasks || ranks.includes(-1)) throw new RangeError("an order names every task once");
  return ranks;
}

function countDependencies(needs: readonly (readonly number[])[]) {
  const missing = needs.map((each) => each.length);
  const needing: number[][] = needs.map(() => []);
  for (const [task, each] of needs.entries()) for (const need of each) needing[need]?.push(task);
  return {
    free: missing.flatMap((count, task) => (count === 0 ? [task] : [])),
    /** Tasks that wait for nothing any more now that this one is done. */
    finish: (done: number): readonly number[] =>
      (needing[done] ?? []).filter((task) => {
        missing[task] = (missing[task] ?? 0) - 1;
        return missing[task] === 0;
      }),
  };
}
