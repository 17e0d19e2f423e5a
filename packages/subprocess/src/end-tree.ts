import { setTimeout as sleep } from "node:timers/promises";

import type { ProcessRow } from "./process-table.ts";
import type { FindTree } from "./process-tree.ts";

/** Milliseconds between SIGTERM and SIGKILL. */
export const graceMs = 2000;

/** Milliseconds after which processes that even SIGKILL does not end (stuck in the kernel) are given up. */
const patienceMs = 10_000;

/**
 * Ends a tree and resolves to the processes that were found alive: SIGTERM, `grace` milliseconds (less when all are
 * gone), then SIGKILL until none is left. With no grace it begins with SIGKILL.
 */
export async function endTree(find: FindTree, grace: number): Promise<readonly ProcessRow[]> {
  const met = new Map<string, ProcessRow>();
  const meet = (rows: readonly ProcessRow[]) => {
    for (const row of rows) met.set(`${row.pid} ${row.started}`, row);
    return rows;
  };
  const findAndMeet: FindTree = (onMarked) => meet(find(onMarked));
  if (findAndMeet().length === 0) return [];
  if (grace > 0) await askToEnd(findAndMeet, grace);
  await kill(findAndMeet);
  return [...met.values()];
}

async function askToEnd(find: FindTree, grace: number): Promise<void> {
  const deadline = performance.now() + grace;
  const asked = new Set<number>();
  for (let rows = find(); rows.length > 0 && performance.now() < deadline; rows = find()) {
    for (const row of rows.filter(({ pid }) => !asked.has(pid))) {
      asked.add(row.pid);
      signal(row, "SIGTERM");
      signal(row, "SIGCONT"); // a stopped process would not see the SIGTERM
    }
    await sleep(20);
  }
}

/** Stops every process before it kills the first: what is stopped cannot fork, so that each pass ends all it saw. */
async function kill(find: FindTree): Promise<void> {
  const deadline = performance.now() + patienceMs;
  const beyondReach = new Set<number>();
  const stop = (row: ProcessRow) => void (signal(row, "SIGSTOP") || beyondReach.add(row.pid));
  while (performance.now() < deadline) {
    const stopped = new Set<number>();
    let rows = find(stop);
    for (let fresh = rows; fresh.length > 0; fresh = rows.filter(({ pid }) => !stopped.has(pid))) {
      for (const row of fresh) {
        stopped.add(row.pid);
        stop(row);
      }
      rows = find(stop);
    }
    if (rows.every(({ pid }) => beyondReach.has(pid))) return;
    for (const row of rows) signal(row, "SIGKILL");
    await sleep(5);
  }
}

/** False when the process is another user's: a program below the command changed its user. */
function signal(row: ProcessRow, name: NodeJS.Signals): boolean {
  try {
    process.kill(row.pid, name);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EPERM") return false;
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return true;
    throw error;
  }
}
