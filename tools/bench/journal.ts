import { open, readFile } from "node:fs/promises";
import { join } from "node:path";

import type { JournalEntry } from "@fabrikk/state";
import { openJournal } from "@fabrikk/state/run-dir";

import { benchFolder } from "./bench-folder.ts";
import { peakMemory, type BenchLine, type BenchRow } from "./bench-row.ts";
import { generateJournal } from "./generate-journal.ts";
import { sideBySide, wallOf } from "./side-by-side.ts";

const rounds = 7;
const many = { records: 10_000, writers: 64 };
const alone = { records: 1_000, writers: 1 };

/** Group commit over a bare write and fdatasync of the same batches; the same with one writer, one record a sync. */
export async function measureJournal(): Promise<BenchRow> {
  const lines = [await compare(many), await compare(alone)];
  return {
    lines,
    method: `wall of openJournal().append, ${many.records} records of a run by ${many.writers} writers and ${alone.records} by ${alone.writers}, over one write and one fdatasync for each batch that was written, bytes ready in memory; ${rounds} rounds`,
    peak: { mib: peakMemory(), of: "this row" },
  };
}

async function compare(load: Load): Promise<BenchLine> {
  const entries = generateJournal(load.records);
  let batches: readonly Buffer[] = [];
  let counted = 0;
  const comparison = await sideBySide({
    rounds,
    warmUps: 2,
    // The batches follow from how long a sync takes, so a round's bare side writes those that were seen last.
    subject: async (round) => {
      const written = await append(entries, load.writers);
      batches = written.batches;
      if (round >= 0) counted += batches.length;
      return written.wallMs;
    },
    base: async () => await writeBare(batches.length > 0 ? batches : (await append(entries, load.writers)).batches),
  });
  const writers =
    load.writers === 1
      ? "1 writer, one record a sync"
      : `${load.writers} writers, ${Math.round((load.records * rounds) / counted)} records a sync`;
  const rate = Math.round((load.records / comparison.subject.median) * 1000);
  return {
    name: `append ${load.records} records, ${writers} (${rate}/s), over bare write + fdatasync`,
    unit: "ms",
    ...comparison,
  };
}

interface Load {
  readonly records: number;
  readonly writers: number;
}

/** Appends all the records, and tells which went to disk together. */
async function append(
  entries: readonly JournalEntry[],
  writers: number,
): Promise<{ readonly wallMs: number; readonly batches: readonly Buffer[] }> {
  await using folder = await benchFolder();
  const firsts = new Set<number>();
  let writing = false;
  const beforeWrite = (seq: number): void => {
    if (!writing) firsts.add(seq);
    writing = true;
  };
  const afterSync = (): void => void (writing = false);
  await using journal = await openJournal({
    dir: folder.path,
    clock: { now: Date.now, sleep: async () => {} },
    hooks: { beforeWrite, afterSync },
  });
  const left = entries.values();
  const write = async (): Promise<void> => {
    for (const entry of left) await journal.append(entry);
  };
  const wallMs = await wallOf(() => Promise.all(Array.from({ length: writers }, write)));
  return { wallMs, batches: cutAt(firsts, await readFile(join(folder.path, "journal", "1.jsonl"), "utf8")) };
}

/** The lines of a journal in batches; `firsts` are the sequence numbers with which one begins. The opening record is left out. */
function cutAt(firsts: ReadonlySet<number>, text: string): readonly Buffer[] {
  const batches: string[] = [];
  for (const [index, line] of text.trimEnd().split("\n").entries()) {
    if (index === 0) continue;
    if (firsts.has(index + 1)) batches.push("");
    batches.push(`${batches.pop() ?? ""}${line}\n`);
  }
  return batches.map((batch) => Buffer.from(batch));
}

async function writeBare(batches: readonly Buffer[]): Promise<number> {
  await using folder = await benchFolder();
  await using file = await open(join(folder.path, "bare"), "wx");
  return await wallOf(async () => {
    for (const batch of batches) {
      await file.write(batch);
      await file.datasync();
    }
  });
}
