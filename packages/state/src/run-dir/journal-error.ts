import { basename, dirname } from "node:path";

import { FabrikkError } from "../fabrikk-error.ts";

/** A place in the journal: file, byte offset from 0, line from 1. */
export interface JournalPlace {
  readonly file: string;
  readonly offset: number;
  readonly line: number;
}

/** Something other than an unfinished last record is wrong. Nothing is guessed, nothing is written (FAB-RUN-006). */
export function journalDamaged(place: JournalPlace, reason: string): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_STATE_JOURNAL_DAMAGED",
    message: `${place.file} is damaged at byte ${place.offset} (line ${place.line}): ${reason}`,
    hint: `Nothing was changed. Restore this file from a backup, then try again; as of the last accepted wave it is also under the ref refs/fabrikk/${runOf(place)}/journal.`,
    details: { ...place, reason },
  });
}

function runOf({ file }: JournalPlace): string {
  return basename(dirname(dirname(file)));
}

/** A record of a schema that this version does not know (FAB-RUN-007). */
export function journalNewer(place: JournalPlace, version: number): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_STATE_JOURNAL_NEWER",
    message: `${place.file} was written by a newer fabrikk: record version ${version} at byte ${place.offset} (line ${place.line})`,
    hint: "Nothing was changed. Continue the run with that version of fabrikk, or a newer one.",
    details: { ...place, version },
  });
}

/** A write or sync of the journal failed. What the disk holds is unknown then, so it is never tried again (J7). */
export function journalSyncFailed(file: string, cause: unknown): FabrikkError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new FabrikkError({
    code: "FABRIKK_STATE_JOURNAL_SYNC_FAILED",
    message: `the journal ${file} could not be written to disk: ${reason}`,
    hint: "Mend the disk (space, permissions, hardware), then run again: every acknowledged record is kept.",
    details: { file },
    cause,
  });
}
