import type { JournalEvent } from "../records/journal-event.ts";
import { journalDamaged, journalNewer, type JournalPlace } from "./journal-error.ts";
import { decodeLine, holdWholeRecord } from "./journal-line.ts";

/** One file of the journal, as read. */
export interface EpochFile {
  readonly epoch: number;
  readonly path: string;
  readonly bytes: Buffer;
}

/** What a file is worth. */
export interface EpochScan {
  readonly events: readonly JournalEvent[];
  /** Where its last whole record ends. Bytes after it are an unfinished record. */
  readonly length: number;
}

/**
 * Reads the records of one file. Only a file that is not sealed may end in an unfinished record.
 * @throws FabrikkError `FABRIKK_STATE_JOURNAL_DAMAGED`, `FABRIKK_STATE_JOURNAL_NEWER`
 */
export function scanEpoch(file: EpochFile, nextSeq: number, sealed: boolean): EpochScan {
  const events: JournalEvent[] = [];
  let place: JournalPlace = { file: file.path, offset: 0, line: 1 };
  while (place.offset < file.bytes.length) {
    const record = readRecord(file, place);
    if (record === null && sealed) throw journalDamaged(place, "the sealed file ends in the middle of a record");
    if (record === null) break;
    checkOrder(record.event, nextSeq + events.length, { ...file, place, first: events.length === 0 });
    events.push(record.event);
    place = { ...place, offset: record.end, line: place.line + 1 };
  }
  return { events, length: place.offset };
}

/** The first record of a file; null when its writer ended before that was whole. */
export function firstRecord(file: EpochFile): JournalEvent | null {
  return readRecord(file, { file: file.path, offset: 0, line: 1 })?.event ?? null;
}

function readRecord(file: EpochFile, place: JournalPlace): { event: JournalEvent; end: number } | null {
  const newline = file.bytes.indexOf(0x0a, place.offset);
  const end = newline === -1 ? unterminatedEnd(file, place) : newline;
  if (end === null) return null;
  const line = decodeLine(file.bytes.subarray(place.offset, end));
  switch (line.state) {
    case "record":
      return { event: line.event, end: newline === -1 ? end : end + 1 };
    case "damaged":
      throw journalDamaged(place, line.reason);
    case "newer":
      throw journalNewer(place, line.version);
  }
}

/**
 * Where the last bytes end as a line, when they hold a whole record and only its newline is missing or changed; null
 * when the record is unfinished, as after a crash in the middle of a write. NUL bytes at the end are space that was
 * given to the file and never filled.
 */
function unterminatedEnd(file: EpochFile, place: JournalPlace): number | null {
  let end = file.bytes.length;
  while (end > place.offset && file.bytes[end - 1] === 0) end -= 1;
  const tail = file.bytes.subarray(place.offset, end);
  return holdWholeRecord(tail) ? end : null;
}

function checkOrder(
  event: JournalEvent,
  seq: number,
  at: { epoch: number; place: JournalPlace; first: boolean },
): void {
  if (event.seq !== seq) throw journalDamaged(at.place, `record ${seq} is expected here and record ${event.seq} found`);
  const opens = event.type === "epoch-opened";
  if (at.first && !(opens && event.epoch === at.epoch))
    throw journalDamaged(at.place, `the file does not open epoch ${at.epoch}`);
  if (!at.first && opens) throw journalDamaged(at.place, "an epoch is opened in the middle of a file");
}
