import { join } from "node:path";

import { foldEvents } from "@fabrikk/state";
import { listRuns, readJournal, runsFolder } from "@fabrikk/state/run-dir";

/** So many of the newest runs are looked at. */
const newest = 20;

/**
 * The newest run that was prepared with exactly this subject and that nobody has approved or started: preparing the same again
 * is that run again, and makes no second one.
 */
export async function preparedBefore(
  root: string,
  subjectSha256: string,
): Promise<{ readonly run: string; readonly dir: string } | null> {
  for (const run of (await listRuns(root)).toReversed().slice(0, newest)) {
    const dir = join(runsFolder(root), run);
    const reading = await readJournal(dir).catch(() => null); // a damaged run is no reason to refuse a new one
    if (reading === null) continue;
    const { created, approval, status } = foldEvents(reading.events);
    const isWaiting = status === "prepared" && approval === null;
    if (isWaiting && created?.subject_sha256 === subjectSha256) return { run, dir };
  }
  return null;
}
