import { ownProcStart, readProc } from "./read-proc.ts";
import { readPs } from "./read-ps.ts";

/** One living process of the machine. Zombies are not living. */
export interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  /** Its session; on macOS its process group. */
  readonly session: number;
  /** When it started, in a unit that only compares: with the pid it names a process once and for all. */
  readonly started: number;
  /** The value of `FABRIKK_GUARD` it was started with. Null: none, not ours to read, or not looked at. */
  readonly mark: string | null;
}

/** The processes as they were within a few milliseconds. */
export interface ProcessTable {
  readonly rows: readonly ProcessRow[];
  /** False when a process ended while the table was read: a child of its may be missing. Look again. */
  readonly complete: boolean;
}

/**
 * Reads the machine's processes. Marks are read of those that started at `since` or later, which spares the rest of the
 * machine; `onRow` sees each process as soon as it is read. On macOS nobody can read the environment of a process, so
 * there are no marks there.
 */
export function readProcessTable(since: number, onRow: (row: ProcessRow) => void = () => {}): ProcessTable {
  if (process.platform === "linux") return readProc(since, onRow);
  const rows = readPs();
  for (const row of rows) onRow(row);
  return { rows, complete: true };
}

/** When this very process started, in the unit of {@link ProcessRow.started}. */
export function ownStart(): number {
  return process.platform === "linux" ? ownProcStart() : 0;
}
