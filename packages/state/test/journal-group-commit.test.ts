import { readFile } from "node:fs/promises";
import { join } from "node:path";

import type { JournalEntry } from "@fabrikk/state";
import { openJournal, readJournal } from "@fabrikk/state/run-dir";
import { describe, expect, test } from "vitest";

import { nodeAppendFiles, type AppendFile, type AppendFiles } from "../src/run-dir/append-files.ts";
import { countingClock } from "./counting-clock.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const clock = countingClock();
const note = (message: string): JournalEntry => ({ type: "warning-noted", code: "FABRIKK_STATE_EXAMPLE", message });
type Operation = "create" | "write" | "datasync" | "syncFile" | "syncFolder";

/** The real disk, with a log of what is asked of it, and a place to fail before or after it is done. */
function loggedFiles(
  fail: (operation: Operation, log: readonly Operation[]) => boolean = () => false,
): AppendFiles & { readonly log: Operation[] } {
  const log: Operation[] = [];
  async function logged<Outcome>(operation: Operation, work: () => Promise<Outcome>): Promise<Outcome> {
    log.push(operation);
    const outcome = await work();
    if (fail(operation, log)) throw Object.assign(new Error("EIO: i/o error"), { code: "EIO" });
    return outcome;
  }
  return {
    log,
    syncFile: (path) => logged("syncFile", () => nodeAppendFiles.syncFile(path)),
    syncFolder: (path) => logged("syncFolder", () => nodeAppendFiles.syncFolder(path)),
    create: (path) =>
      logged("create", async (): Promise<AppendFile> => {
        const file = await nodeAppendFiles.create(path);
        return {
          write: (bytes) => logged("write", () => file.write(bytes)),
          datasync: () => logged("datasync", () => file.datasync()),
          close: () => file.close(),
        };
      }),
  };
}

describe("group commit", () => {
  test("writes what collected in one buffer, with one sync (J1, J2)", async () => {
    await using folder = await temporaryFolder();
    const files = loggedFiles();
    await using journal = await openJournal({ dir: folder.path, clock, files });
    files.log.length = 0;
    const first = Promise.all(Array.from({ length: 50 }, (_, index) => journal.append(note(`a${index}`))));
    await first;
    expect(files.log).toEqual(["write", "datasync"]);
    const second = [journal.append(note("b"))];
    await Promise.resolve();
    await Promise.resolve();
    for (let index = 0; index < 50; index += 1) second.push(journal.append(note(`c${index}`)));
    await Promise.all(second);
    expect(files.log).toEqual(["write", "datasync", "write", "datasync", "write", "datasync"]);
  });

  test("makes the new file's name durable before its first record", async () => {
    await using folder = await temporaryFolder();
    const files = loggedFiles();
    await using _journal = await openJournal({ dir: folder.path, clock, files });
    expect(files.log).toEqual(["create", "syncFolder", "syncFolder", "write", "datasync"]);
  });

  test("makes durable what it is about to seal, before it seals it (J6)", async () => {
    await using folder = await temporaryFolder();
    for (const _epoch of [1, 2]) await (await openJournal({ dir: folder.path, clock })).close();
    const files = loggedFiles();
    await using _journal = await openJournal({ dir: folder.path, clock, files });
    expect(files.log).toEqual(["syncFile", "create", "syncFolder", "syncFolder", "write", "datasync"]);
  });

  test("resolves an append only when its record is on disk, and tells the hooks of both boundaries", async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "journal", "1.jsonl");
    const told: string[] = [];
    const hooks = {
      beforeWrite: (seq: number) => told.push(`before ${seq}`),
      afterSync: (seq: number) => told.push(`after ${seq}`),
    };
    await using journal = await openJournal({ dir: folder.path, clock, hooks });
    const notes = ["one", "two"].map(async (message) => {
      const { seq } = await journal.append(note(message));
      told.push(`resolved ${seq}`);
      expect(await readFile(path, "utf8")).toContain(`"message":"${message}"`);
    });
    await Promise.all(notes);
    await journal.append(note("three"));
    expect(told.filter((line) => !line.startsWith("resolved"))).toEqual([
      ...["before 1", "after 1", "before 2", "before 3", "after 2", "after 3", "before 4", "after 4"],
    ]);
    expect(told.indexOf("after 2")).toBeLessThan(told.indexOf("resolved 2"));
  });
});

describe("a failing disk (J7)", () => {
  test.each(["write", "datasync"] as const)(
    "FAB-RUN-002: after a failed %s nothing is acknowledged any more",
    async (failing) => {
      await using folder = await temporaryFolder();
      let broken = false;
      const files = loggedFiles((operation) => broken && operation === failing);
      const journal = await openJournal({ dir: folder.path, clock, files });
      const kept = await journal.append(note("kept"));
      broken = true;
      const pending = [journal.append(note("a")), journal.append(note("b"))];
      await Promise.resolve();
      await Promise.resolve();
      pending.push(journal.append(note("c")));
      for (const result of await Promise.allSettled(pending)) {
        expect(result).toMatchObject({
          status: "rejected",
          reason: { code: "FABRIKK_STATE_JOURNAL_SYNC_FAILED", cause: { code: "EIO" } },
        });
      }
      broken = false;
      await expect(journal.append(note("d"))).rejects.toMatchObject({ code: "FABRIKK_STATE_JOURNAL_SYNC_FAILED" });
      expect(journal.events.at(-1)).toEqual(kept);
      const asked = files.log.length;
      await journal.close();
      await journal.close();
      expect(files.log).toHaveLength(asked);
      const { events } = await readJournal(folder.path);
      expect(events).toContainEqual(kept);
    },
  );

  test.each(["syncFolder", "datasync"] as const)(
    "a failed %s while opening leaves a run that the next engine can open",
    async (failing) => {
      await using folder = await temporaryFolder();
      const files = loggedFiles((operation) => operation === failing);
      await expect(openJournal({ dir: folder.path, clock, files })).rejects.toMatchObject({
        code: "FABRIKK_STATE_JOURNAL_SYNC_FAILED",
      });
      await using journal = await openJournal({ dir: folder.path, clock });
      expect(journal.epoch).toBe(2);
      await expect(journal.append(note("x"))).resolves.toMatchObject({ seq: failing === "datasync" ? 3 : 2 });
    },
  );
});
