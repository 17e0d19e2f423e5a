import type { RunFiles } from "@fabrikk/state/ports";

import type { MemoryDisk } from "./memory-disk.ts";
import { memoryFile } from "./memory-file.ts";

/** The run's folder on the simulated disk. */
export const runFolder = "/sim/run";

/** The run's files on the simulated disk. `records` tells how long the journal is: its count stands for it. */
export function createMemoryRunFiles(disk: MemoryDisk, records: () => number): RunFiles {
  return {
    write: async (path, content) => disk.write(`${runFolder}/${path}`, memoryFile(content)),
    read: async (path) => disk.read(`${runFolder}/${path}`)?.text ?? null,
    reserve: async (path) => `${runFolder}/${path}`,
    journalFiles: async () => [{ path: "journal/1.jsonl", content: memoryFile(`${records()} records\n`).content }],
  };
}
