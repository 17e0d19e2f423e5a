import type { FabrikkError } from "../fabrikk-error.ts";
import type { JournalEvent } from "../records/journal-event.ts";
import type { AppendFile } from "./append-files.ts";
import { journalSyncFailed } from "./journal-error.ts";
import { encodeLine } from "./journal-line.ts";

/** Called at the journal's two boundaries, synchronously, for each record: a place to stop or count. */
export interface JournalHooks {
  /** Just before the batch with this record is written. */
  beforeWrite?(seq: number): void;
  /** Once this record is synced, before its append resolves. */
  afterSync?(seq: number): void;
}

/** Where a group commit writes to. */
export interface GroupCommitTarget {
  readonly path: string;
  readonly file: AppendFile;
  readonly hooks: JournalHooks;
  /** Receives each record once it is durable, in order. */
  readonly onSynced: (event: JournalEvent) => void;
}

/** Writes records in batches. */
export interface GroupCommit {
  /** Resolves when the record is durable. */
  write(event: JournalEvent): Promise<void>;
  /** Resolves when nothing is being written any more. Never rejects: the writes themselves do. */
  settled(): Promise<void>;
}

interface Waiting {
  readonly event: JournalEvent;
  readonly resolve: () => void;
  readonly reject: (error: FabrikkError) => void;
}

/**
 * Group commit: while one batch is written and synced, records collect; then all of them go out in one buffer, one
 * write, one fdatasync. A failed write or sync is final: what the disk holds is unknown then, so that batch and
 * everything after it is rejected (J7).
 */
export function createGroupCommit({ path, file, hooks, onSynced }: GroupCommitTarget): GroupCommit {
  let waiting: Waiting[] = [];
  let failure: FabrikkError | null = null;
  let running: Promise<void> | null = null;

  async function commit(batch: readonly Waiting[]): Promise<void> {
    for (const { event } of batch) hooks.beforeWrite?.(event.seq);
    await file.write(Buffer.concat(batch.map(({ event }) => encodeLine(event))));
    await file.datasync();
    for (const { event } of batch) onSynced(event);
    for (const { event, resolve } of batch) {
      hooks.afterSync?.(event.seq);
      resolve();
    }
  }

  async function drain(): Promise<void> {
    await Promise.resolve(); // records of the same turn share a batch
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await commit(batch);
      } catch (cause) {
        failure = journalSyncFailed(path, cause);
        for (const { reject } of [...batch, ...waiting]) reject(failure);
        waiting = [];
      }
    }
    running = null;
  }

  return {
    write(event) {
      if (failure !== null) return Promise.reject(failure);
      return new Promise((resolve, reject) => {
        waiting.push({ event, resolve, reject });
        running ??= drain();
      });
    },
    settled: () => running ?? Promise.resolve(),
  };
}
