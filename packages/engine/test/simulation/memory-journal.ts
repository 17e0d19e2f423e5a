import { FabrikkError, JournalEvent, type JournalEntry } from "@fabrikk/state";
import type { Clock, Journal } from "@fabrikk/state/ports";

/** Where a record meets its fate: before it is on the disk, or once it is. */
export interface RecordPoint {
  /** The record's place, from 1. */
  readonly seq: number;
  readonly side: "before" | "after";
}

/** What happens to a simulated journal. */
export interface JournalFate {
  /** The engine dies at this record; `crash` is called then, and whoever waits for the record waits for ever. */
  readonly crashAt?: RecordPoint | undefined;
  readonly crash?: () => void;
  /** The disk fails at this record: it and all later ones are refused (J7). `after`: it is on the disk all the same. */
  readonly failAt?: RecordPoint | undefined;
}

/** Takes over a journal in memory. `disk` is the world's: all that the next engine will find. */
export async function openMemoryJournal(disk: JournalEvent[], clock: Clock, fate: JournalFate = {}): Promise<Journal> {
  const events = [...disk];
  let seq = events.length;
  let end: Promise<never> | null = null;

  const write = (event: JournalEvent): void => {
    const point = [fate.crashAt, fate.failAt].find((one) => one?.seq === event.seq);
    if (point !== undefined) end = point === fate.crashAt ? die(fate) : Promise.reject(syncFailed());
    if (point?.side !== "before") disk.push(event);
    if (point === undefined) events.push(event);
  };
  const append = async (entry: JournalEntry): Promise<JournalEvent> => {
    const place = { v: 1, seq: seq + 1, at: new Date(clock.now()).toISOString() };
    const event = JournalEvent.parse({ ...entry, ...place }); // a copy: nothing is shared with the caller
    seq += 1;
    await Promise.resolve(); // as a disk does: later, and in the order of the calls
    if (end === null) write(event);
    return end ?? event;
  };
  await append({ type: "epoch-opened", epoch: epochOf(disk), pid: 1, seals: [] });
  return { events, append };
}

/** The number of the next engine. */
export function epochOf(disk: readonly JournalEvent[]): number {
  return 1 + disk.filter(({ type }) => type === "epoch-opened").length;
}

function die({ crash }: JournalFate): Promise<never> {
  crash?.();
  return new Promise(() => {});
}

function syncFailed(): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_STATE_JOURNAL_SYNC_FAILED",
    message: "the simulated disk is full",
    hint: "free some space",
  });
}
