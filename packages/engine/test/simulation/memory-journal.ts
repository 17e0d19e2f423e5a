import { JournalEntry, JournalEvent } from "@fabrikk/state";
import type { Journal, RunFiles } from "@fabrikk/state/ports";

/** Where a simulated engine dies: at the n-th record, before it is written or once it is. */
export interface CrashPoint {
  readonly seq: number;
  readonly side: "before" | "after";
}

/** A journal in memory. `events` is the world's: the next engine goes on with it. `crash` is called once, at the crash point. */
export async function openMemoryJournal(events: JournalEvent[], { crashAt, crash }: { crashAt?: CrashPoint | undefined; crash: () => void }): Promise<Journal> {
  const epoch = 1 + events.filter(({ type }) => type === "epoch-opened").length;
  const journal: Journal = {
    events,
    append: async (entry) => {
      const seq = events.length + 1;
      const dies = crashAt?.seq === seq;
      if (dies && crashAt.side === "before") return die(crash);
      const event = JournalEvent.parse({ ...JournalEntry.parse(entry), v: 1, seq, at: new Date(1_700_000_000_000 + seq).toISOString() });
      events.push(event);
      return dies ? die(crash) : event;
    },
  };
  await journal.append({ type: "epoch-opened", epoch, pid: 1, seals: [] });
  return journal;
}

/** Kills the simulated engine: whoever waits for this record waits for ever. */
function die(crash: () => void): Promise<never> {
  crash();
  return new Promise(() => {});
}

/** The run's files in memory. */
export function createMemoryFiles(files: Map<string, string>): RunFiles {
  return {
    write: async (path, content) => void files.set(path, content),
    read: async (path) => files.get(path) ?? null,
    reserve: async (path) => `/sim/run/${path}`,
    journalFiles: async () => [],
  };
}
