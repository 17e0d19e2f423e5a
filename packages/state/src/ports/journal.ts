import type { JournalEntry, JournalEvent } from "../records/journal-event.ts";

/** The append-only log of a run: the truth. One writer. */
export interface Journal {
  /** Everything recorded so far, earlier epochs first. */
  readonly events: readonly JournalEvent[];
  /** Resolves when the record is on disk and synced (J1, J2). Rejects for ever after a failed sync (J7). */
  append(entry: JournalEntry): Promise<JournalEvent>;
}
