import { appendFile, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { JournalEntry } from "@fabrikk/state";
import { openJournal, readJournal, type OpenJournal } from "@fabrikk/state/run-dir";
import { describe, expect, test } from "vitest";

import { journalContract } from "../contracts/journal-contract.ts";
import { countingClock } from "./counting-clock.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const clock = countingClock();
const note = (message: string): JournalEntry => ({ type: "warning-noted", code: "FABRIKK_STATE_EXAMPLE", message });

journalContract("the journal on disk", async () => {
  const folder = await temporaryFolder();
  let journal: OpenJournal = await openJournal({ dir: folder.path, clock });
  return {
    journal,
    async reopen() {
      await journal.close();
      journal = await openJournal({ dir: folder.path, clock });
      return journal;
    },
    async [Symbol.asyncDispose]() {
      await journal.close();
      await folder[Symbol.asyncDispose]();
    },
  };
});

describe("openJournal", () => {
  test("FAB-RUN-001: writes one file an epoch, one line a record, and never changes an earlier file", async () => {
    await using folder = await temporaryFolder();
    const contents: Buffer[] = [];
    for (const epoch of [1, 2, 3]) {
      await using journal = await openJournal({ dir: folder.path, clock });
      expect(journal.epoch).toBe(epoch);
      expect(journal.events.at(-1)).toMatchObject({ type: "epoch-opened", epoch, pid: process.pid });
      await journal.append(note(`in epoch ${epoch}`));
      for (const [index, content] of contents.entries()) expect(await bytesOf(folder.path, index + 1)).toEqual(content);
      contents.push(await bytesOf(folder.path, epoch));
    }
    const { events, warnings } = await readJournal(folder.path);
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(warnings).toEqual([]);
    expect(Buffer.concat(contents).toString().trimEnd().split("\n")).toHaveLength(6);
  });

  test("FAB-RUN-001: takes the time of a record from the clock", async () => {
    await using folder = await temporaryFolder();
    await using journal = await openJournal({
      dir: folder.path,
      clock: countingClock(Date.UTC(2026, 0, 2, 3, 4, 5, 678)),
    });
    const event = await journal.append(note("x"));
    expect(event.at).toBe("2026-01-02T03:04:05.679Z");
  });

  test("refuses to open an epoch twice, and appends after close", async () => {
    await using folder = await temporaryFolder();
    const journal = await openJournal({ dir: folder.path, clock });
    await expect(journal.append({ type: "epoch-opened", epoch: 9, pid: 1, seals: [] })).rejects.toThrow(
      "only openJournal",
    );
    const last = journal.append(note("under way"));
    await Promise.all([journal.close(), journal.close()]);
    await expect(last).resolves.toMatchObject({ seq: 2 });
    await expect(journal.append(note("late"))).rejects.toThrow("is closed");
  });

  test("reads nothing where there is no journal", async () => {
    await using folder = await temporaryFolder();
    expect(await readJournal(folder.path)).toEqual({ events: [], warnings: [] });
    expect(await readdir(folder.path)).toEqual([]);
  });

  test("leaves other files of the folder alone", async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, "journal"));
    for (const name of ["1.jsonl~", "01.jsonl", "0.jsonl", "notes.txt"])
      await writeFile(join(folder.path, "journal", name), "?");
    await using journal = await openJournal({ dir: folder.path, clock });
    expect(journal.epoch).toBe(1);
  });
});

describe("a journal whose writer was cut off", () => {
  test("FAB-RUN-006: reopens after a cut at any byte of the last record, with the records that were whole", async () => {
    await using folder = await temporaryFolder();
    await writeNotes(folder.path, 2);
    const whole = await bytesOf(folder.path, 1);
    const { events } = await readJournal(folder.path);
    const lastRecord = whole.lastIndexOf("\n", -2) + 1;
    for (let length = whole.length - 1; length >= lastRecord - 1; length -= 1) {
      await truncate(fileOf(folder.path, 1), length);
      const accepted = (await readJournal(folder.path)).events;
      await using journal = await openJournal({ dir: folder.path, clock });
      const appended = await journal.append(note("after"));
      expect(accepted).toEqual(events.slice(0, accepted.length));
      expect(journal.events.slice(0, accepted.length)).toEqual(accepted);
      expect(appended.seq).toBe(accepted.length + 2);
      expect((await bytesOf(folder.path, 1)).length).toBe(length);
      await rm(fileOf(folder.path, 2));
    }
  });

  test("FAB-RUN-006: cuts an unfinished record, says so once, and never rewrites the file", async () => {
    await using folder = await temporaryFolder();
    await writeNotes(folder.path, 1);
    const { size } = await stat(fileOf(folder.path, 1));
    await appendFile(fileOf(folder.path, 1), '{"v":1,"seq":3');
    expect((await readJournal(folder.path)).warnings).toEqual([]);
    await using journal = await openJournal({ dir: folder.path, clock });
    expect(journal.warnings).toMatchObject([
      { code: "FABRIKK_STATE_TORN_TAIL", file: fileOf(folder.path, 1), offset: size, count: 14 },
    ]);
    expect((await stat(fileOf(folder.path, 1))).size).toBe(size + 14);
    expect(journal.events.at(-1)).toMatchObject({ seq: 3, seals: [{ epoch: 1, length: size }] });
  });

  test("FAB-RUN-006: damage in the middle stops with file and offset, and nothing is written", async () => {
    await using folder = await temporaryFolder();
    await writeNotes(folder.path, 3);
    const bytes = await bytesOf(folder.path, 1);
    const offset = bytes.indexOf("\n") + 1;
    bytes[offset + 30] = 0x3f;
    await writeFile(fileOf(folder.path, 1), bytes);
    for (const read of [() => openJournal({ dir: folder.path, clock }), () => readJournal(folder.path)]) {
      await expect(read()).rejects.toMatchObject({
        code: "FABRIKK_STATE_JOURNAL_DAMAGED",
        message: expect.stringContaining(`${fileOf(folder.path, 1)} is damaged at byte ${offset} (line 2)`),
      });
    }
    expect(await readdir(join(folder.path, "journal"))).toEqual(["1.jsonl"]);
    expect(await bytesOf(folder.path, 1)).toEqual(bytes);
  });

  test("FAB-RUN-004: ignores and reports what a revived predecessor appends after the seal", async () => {
    await using folder = await temporaryFolder();
    await using predecessor = await openJournal({ dir: folder.path, clock });
    await predecessor.append(note("before the takeover"));
    await using successor = await openJournal({ dir: folder.path, clock });
    const late = await predecessor.append(note("after the takeover"));
    await successor.append(note("by the successor"));
    expect(late.seq).toBe(3);
    await using third = await openJournal({ dir: folder.path, clock });
    for (const { events, warnings } of [third, await readJournal(folder.path)]) {
      expect(JSON.stringify(events)).not.toContain("after the takeover");
      expect(events.slice(0, 4)).toEqual(successor.events);
      expect(warnings).toMatchObject([{ code: "FABRIKK_STATE_SEALED_TAIL", file: fileOf(folder.path, 1) }]);
    }
  });

  test("FAB-RUN-004: of two that open the same epoch one is refused", async () => {
    await using folder = await temporaryFolder();
    const opened = await Promise.allSettled([1, 2, 3].map(() => openJournal({ dir: folder.path, clock })));
    const journals = opened.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    const refused = opened.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
    // One that starts to read when another has finished opening takes over from it.
    expect(journals.map(({ epoch }) => epoch)).toEqual([...new Set(journals.map(({ epoch }) => epoch))]);
    expect(journals.length).toBeGreaterThan(0);
    for (const reason of refused) expect(reason).toMatchObject({ code: "FABRIKK_STATE_RUN_LOCKED" });
    await writeFile(fileOf(folder.path, journals.length + 1), "");
    expect((await readJournal(folder.path)).events).toHaveLength(journals.length);
    for (const journal of journals) await journal.close();
  });
});

async function writeNotes(dir: string, count: number): Promise<void> {
  await using journal = await openJournal({ dir, clock });
  for (let index = 1; index <= count; index += 1) await journal.append(note(`note ${index}`));
}

function fileOf(dir: string, epoch: number): string {
  return join(dir, "journal", `${epoch}.jsonl`);
}

function bytesOf(dir: string, epoch: number): Promise<Buffer> {
  return readFile(fileOf(dir, epoch));
}
