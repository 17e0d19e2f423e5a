import { join } from "node:path";

import { FabrikkError, type JournalEvent } from "@fabrikk/state";
import { listRuns, readJournal, runsFolder } from "@fabrikk/state/run-dir";

import { didYouMean } from "./nearest-name.ts";

/** A run, the absolute path of its folder, and its journal as it is now. */
export interface FoundRun {
  readonly run: string;
  readonly dir: string;
  readonly events: readonly JournalEvent[];
}

/**
 * The run with this id, or the newest one. A folder without a record is what a kill during `prepare` left: no run.
 * @throws FabrikkError `FABRIKK_CLI_RUN_UNKNOWN`, `FABRIKK_CLI_NO_RUN`, and what reading the journal throws
 */
export async function findRun(root: string, wanted?: string): Promise<FoundRun> {
  if (wanted === undefined) {
    const newest = await newestRun(root);
    if (newest === null) throw noRun(root);
    return newest;
  }
  const runs = await listRuns(root);
  const found = runs.includes(wanted) ? await readFound(root, wanted) : null;
  if (found === null) throw runUnknown(wanted, runs);
  return found;
}

/** The newest run, or null where there is none. */
export async function newestRun(root: string): Promise<FoundRun | null> {
  for (const run of (await listRuns(root)).toReversed()) {
    const found = await readFound(root, run);
    if (found !== null) return found;
  }
  return null;
}

async function readFound(root: string, run: string): Promise<FoundRun | null> {
  const dir = join(runsFolder(root), run);
  const { events } = await readJournal(dir);
  return events.some(({ type }) => type === "run-created") ? { run, dir, events } : null;
}

function runUnknown(wanted: string, runs: readonly string[]): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_CLI_RUN_UNKNOWN",
    message: `there is no run ${wanted}.${didYouMean(wanted, runs)}`,
    hint: runs.length === 0 ? "prepare one with `fabrikk prepare <spec>`" : `name one of: ${runs.slice(-5).join(", ")}`,
    details: { run: wanted, runs },
  });
}

function noRun(root: string): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_CLI_NO_RUN",
    message: `there is no run in ${root}`,
    hint: "prepare one with `fabrikk prepare <spec>`",
    details: { root },
  });
}
