// Opens the journal of the run folder argv[2], appends notes without end, several at once, and writes the sequence
// number of each to standard output once it is acknowledged.
import { writeSync } from "node:fs";

import { openJournal } from "@fabrikk/state/run-dir";

const [, , dir = ""] = process.argv;
const clock = { now: () => Date.now(), sleep: () => Promise.resolve() };
const journal = await openJournal({ dir, clock });

async function appendNotes(writer: number): Promise<never> {
  for (let turn = 0; ; turn += 1) {
    const message = `${journal.epoch}/${writer}/${turn} ${"x".repeat(turn % 97)}`;
    const { seq } = await journal.append({ type: "warning-noted", code: "FABRIKK_STATE_EXAMPLE", message });
    writeSync(1, `${seq} ${message}\n`);
  }
}

await Promise.all(Array.from({ length: 16 }, (_, writer) => appendNotes(writer)));
