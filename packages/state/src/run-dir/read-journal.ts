import type { JournalEvent } from "../records/journal-event.ts";
import { journalContents } from "./journal-contents.ts";
import type { JournalWarning } from "./journal-warning.ts";
import { readEpochFiles } from "./read-epoch-files.ts";

/** A journal as it is now. */
export interface JournalReading {
  readonly events: readonly JournalEvent[];
  readonly warnings: readonly JournalWarning[];
}

/**
 * Reads the journal of a run for a view: takes no lock and writes nothing. A writer may be at work, so an unfinished
 * record at the end is normal and no warning. A run without a journal has no events.
 * @param dir absolute path of the run's folder
 * @throws FabrikkError `FABRIKK_STATE_JOURNAL_DAMAGED`, `FABRIKK_STATE_JOURNAL_NEWER`
 */
export async function readJournal(dir: string): Promise<JournalReading> {
  const { events, warnings } = journalContents(await readEpochFiles(dir));
  return { events, warnings: warnings.filter(({ code }) => code !== "FABRIKK_STATE_TORN_TAIL") };
}
