import { closeSync, openSync, readdirSync, readFileSync, readSync } from "node:fs";

import { guardVariable } from "./guard-mark.ts";
import type { ProcessRow, ProcessTable } from "./process-table.ts";

/** Linux: the processes as /proc shows them. See `readProcessTable`. */
export function readProc(since: number, onRow: (row: ProcessRow) => void): ProcessTable {
  const rows: ProcessRow[] = [];
  let complete = true;
  const pids = readdirSync("/proc").map(Number).filter(Number.isInteger);
  // The newest first: they are the ones that fork and vanish.
  for (const pid of pids.toSorted((a, b) => b - a)) {
    try {
      const { parent, session, started, isZombie, isKernel } = parseStat(readShort(`/proc/${pid}/stat`));
      if (isZombie) {
        if (started >= since) complete = false; // it may have had a child since the list was made
        continue;
      }
      const environment = started < since || isKernel ? null : readEnvironment(pid);
      const row = { pid, parent, session, started, mark: environment === null ? null : markIn(environment) };
      onRow(row);
      rows.push(row);
    } catch (error) {
      if (!isGone(error)) throw error;
      complete = false;
    }
  }
  return { rows, complete };
}

/** When this very process started, in clock ticks since the machine did. */
export function ownProcStart(): number {
  return parseStat(readShort("/proc/self/stat")).started;
}

/** Is this process between two programs, so that the kernel knows of no environment yet? */
function isChanging(pid: number): boolean {
  return parseStat(readShort(`/proc/${pid}/stat`)).environmentEnd === 0;
}

interface Stat extends Omit<ProcessRow, "pid" | "mark"> {
  readonly isZombie: boolean;
  /** A thread of the kernel's own: it has no environment. */
  readonly isKernel: boolean;
  /** Address of the end of its environment: 0 where it has none (yet). */
  readonly environmentEnd: number;
}

/** The fields of /proc/<pid>/stat that follow the program's name. */
function parseStat(stat: string): Stat {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state, parent, , session, , , flags] = fields;
  const threads = Number(fields[17]);
  return {
    parent: Number(parent),
    session: Number(session),
    started: Number(fields[19]),
    // A process whose first thread has ended looks like a zombie while its other threads run on.
    isZombie: state === "X" || (state === "Z" && threads <= 1),
    isKernel: (Number(flags) & kernelThreadFlag) !== 0,
    environmentEnd: Number(fields[48]),
  };
}

/** PF_KTHREAD of the kernel's sched.h. */
const kernelThreadFlag = 0x0020_0000;

/** A file of less than 4 KiB. Faster than `readFileSync`, which counts: hundreds are read at the end of every command. */
function readShort(path: string): string {
  const file = openSync(path, "r");
  try {
    return short.toString("latin1", 0, readSync(file, short));
  } finally {
    closeSync(file);
  }
}

const short = Buffer.alloc(4096);

/**
 * Null where it is another user's. While a process replaces its program (exec), its environment is empty for a moment,
 * or for as long as a busy machine lets it wait in there.
 */
function readEnvironment(pid: number): string | null {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const environment = readFileSync(`/proc/${pid}/environ`, "utf8");
      if (environment !== "" || attempt === attemptsToRead || !isChanging(pid)) return environment;
    } catch (error) {
      if (isGone(error)) throw error;
      return null;
    }
    Atomics.wait(pause, 0, 0, 1);
  }
}

const attemptsToRead = 500;
const pause = new Int32Array(new SharedArrayBuffer(4));

function markIn(environment: string): string | null {
  const start = `${guardVariable}=`;
  return (
    environment
      .split("\0")
      .find((entry) => entry.startsWith(start))
      ?.slice(start.length) ?? null
  );
}

function isGone(error: unknown): boolean {
  return ["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "");
}
