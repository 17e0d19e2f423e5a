import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";

import { foldEvents } from "@fabrikk/state";
import { openJournal } from "@fabrikk/state/run-dir";

import { benchFolder } from "./bench-folder.ts";
import { peakMemory, type BenchRow } from "./bench-row.ts";
import { generateJournal } from "./generate-journal.ts";
import { sideBySide, wallOf } from "./side-by-side.ts";

const rounds = 7;
const records = 10_000;
const clock = { now: Date.now, sleep: async () => {} };

/** What a restarted engine does first: takes the journal over, reads it and folds it; over parsing the same lines as JSON. */
export async function measureResume(): Promise<BenchRow> {
  await using folder = await benchFolder();
  const origin = join(folder.path, "origin");
  const bytes = await writeJournal(origin);
  const comparison = await sideBySide({
    rounds,
    warmUps: 2,
    subject: async (round) => {
      const dir = join(folder.path, `copy-${round}`);
      await cp(origin, dir, { recursive: true });
      return await wallOf(() => resume(dir));
    },
    base: async () => await wallOf(async () => parseLines(await readFile(journalFile(origin)))),
  });
  return {
    lines: [
      { name: `open, read and fold ${records} records, over JSON.parse of the same lines`, unit: "ms", ...comparison },
    ],
    method: `wall of openJournal (with the seal and the new epoch's first record) and foldEvents on ${records} records, ${(bytes / 2 ** 20).toFixed(1)} MiB, over reading the file and JSON.parse of each line; ${rounds} rounds`,
    peak: { mib: peakMemory(), of: "this row" },
  };
}

async function writeJournal(dir: string): Promise<number> {
  await using journal = await openJournal({ dir, clock });
  await Promise.all(generateJournal(records - 1).map((entry) => journal.append(entry)));
  return (await readFile(journalFile(dir))).length;
}

async function resume(dir: string): Promise<void> {
  await using journal = await openJournal({ dir, clock });
  const state = foldEvents(journal.events);
  if (journal.events.length !== records + 1 || state.status !== "running")
    throw new Error("the journal was not read whole");
}

function parseLines(bytes: Buffer): void {
  for (const line of bytes.toString("utf8").trimEnd().split("\n")) JSON.parse(line);
}

function journalFile(dir: string): string {
  return join(dir, "journal", "1.jsonl");
}
