import { mkdir } from "node:fs/promises";

import { FabrikkError } from "../fabrikk-error.ts";
import type { Clock } from "../ports/clock.ts";
import type { Journal } from "../ports/journal.ts";
import { JournalEvent, type JournalEntry } from "../records/journal-event.ts";
import { nodeAppendFiles, type AppendFile, type AppendFiles } from "./append-files.ts";
import { createGroupCommit, type JournalHooks } from "./group-commit.ts";
import { hasErrorCode } from "./has-error-code.ts";
import { journalContents } from "./journal-contents.ts";
import { journalSyncFailed } from "./journal-error.ts";
import type { JournalWarning } from "./journal-warning.ts";
import { epochPath, journalFolder, readEpochFiles } from "./read-epoch-files.ts";

/** What {@link openJournal} needs. */
export interface OpenJournalOptions {
  /** Absolute path of the run's folder, which exists. */
  readonly dir: string;
  /** The times of the records. */
  readonly clock: Clock;
  readonly hooks?: JournalHooks;
  /** The disk; another one only to test what a failing disk does. */
  readonly files?: AppendFiles;
}

/** The journal of one writer epoch, open for appending. */
export interface OpenJournal extends Journal, AsyncDisposable {
  /** The number of this takeover, from 1. */
  readonly epoch: number;
  /** What was found and ignored in the files of earlier epochs. */
  readonly warnings: readonly JournalWarning[];
  /** Waits for appends under way, then closes the file. Never rejects; later appends do. May be called again. */
  close(): Promise<void>;
}

/**
 * Takes over the journal of a run: reads it, opens `journal/<epoch>.jsonl` exclusively, and records there, synced,
 * what each earlier file is worth (J6). `events` is live: it grows as records become durable, and never holds one that
 * is not. Take the run's lock first ({@link takeRunLock}).
 * @throws FabrikkError `FABRIKK_STATE_JOURNAL_DAMAGED`, `FABRIKK_STATE_JOURNAL_NEWER` (nothing is written then),
 * `FABRIKK_STATE_RUN_LOCKED` when another engine opened this epoch first, `FABRIKK_STATE_JOURNAL_SYNC_FAILED`
 */
export async function openJournal(options: OpenJournalOptions): Promise<OpenJournal> {
  const { dir, clock, hooks = {}, files = nodeAppendFiles } = options;
  const { events: recorded, warnings, seals, unsealed } = journalContents(await readEpochFiles(dir));
  const epoch = seals.length + 1;
  const path = epochPath(dir, epoch);
  const events = [...recorded];
  // What was read may be in the page cache only: a seal must not outlive the bytes that it promises.
  for (const earlier of unsealed) await durably(earlier, () => files.syncFile(earlier));
  const file = await createEpochFile(dir, epoch, files);
  const commit = createGroupCommit({ path, file, hooks, onSynced: (event) => void events.push(event) });
  let seq = events.length;
  let closing: Promise<void> | null = null;

  async function append(entry: JournalEntry): Promise<JournalEvent> {
    if (closing !== null) throw new Error(`the journal ${path} is closed`);
    const event = toEvent(entry, seq + 1, clock.now());
    seq += 1;
    await commit.write(event);
    return event;
  }

  function close(): Promise<void> {
    // A file that cannot be closed loses nothing: every acknowledged record is synced.
    closing ??= commit.settled().then(() => file.close().catch(() => undefined));
    return closing;
  }

  try {
    await append({ type: "epoch-opened", epoch, pid: process.pid, seals: [...seals] });
  } catch (error) {
    await close();
    throw error;
  }
  return {
    events,
    epoch,
    warnings,
    async append(entry) {
      if (entry.type === "epoch-opened") throw new Error("only openJournal opens an epoch");
      return append(entry);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** The record as a reader will see it: through JSON and the schema, so that nothing of the caller's is shared. */
function toEvent(entry: JournalEntry, seq: number, now: number): JournalEvent {
  const place = { v: 1, seq, at: new Date(now).toISOString() };
  return JournalEvent.parse(JSON.parse(JSON.stringify({ ...place, ...entry, ...place })));
}

async function createEpochFile(dir: string, epoch: number, files: AppendFiles): Promise<AppendFile> {
  const path = epochPath(dir, epoch);
  await mkdir(journalFolder(dir), { recursive: true });
  const file = await files.create(path).catch((error: unknown) => {
    throw hasErrorCode(error, "EEXIST") ? takenOver(dir, epoch, error) : error;
  });
  try {
    for (const folder of [journalFolder(dir), dir]) await durably(path, () => files.syncFolder(folder));
    return file;
  } catch (error) {
    await file.close().catch(() => undefined);
    throw error;
  }
}

async function durably(path: string, sync: () => Promise<void>): Promise<void> {
  try {
    await sync();
  } catch (cause) {
    throw journalSyncFailed(path, cause);
  }
}

function takenOver(dir: string, epoch: number, cause: unknown): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_STATE_RUN_LOCKED",
    message: `another engine has just taken over the run ${dir} (epoch ${epoch})`,
    hint: "Wait until that engine has ended, or interrupt it with ctrl-c.",
    details: { dir, epoch },
    cause,
  });
}
