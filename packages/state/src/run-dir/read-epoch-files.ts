import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { hasErrorCode } from "./has-error-code.ts";
import type { EpochFile } from "./scan-epoch.ts";

/** The folder of a run that holds its journal. */
export function journalFolder(dir: string): string {
  return join(dir, "journal");
}

/** The file of one epoch. */
export function epochPath(dir: string, epoch: number): string {
  return join(journalFolder(dir), `${epoch}.jsonl`);
}

/** Every file of a run's journal as it is now, oldest epoch first. None where the journal was never opened. */
export async function readEpochFiles(dir: string): Promise<readonly EpochFile[]> {
  const epochs = (await namesIn(journalFolder(dir)))
    .filter((name) => /^[1-9]\d*\.jsonl$/.test(name))
    .map((name) => Number.parseInt(name, 10))
    .toSorted((left, right) => left - right);
  return Promise.all(
    epochs.map(async (epoch) => ({ epoch, path: epochPath(dir, epoch), bytes: await readFile(epochPath(dir, epoch)) })),
  );
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (hasErrorCode(error, "ENOENT")) return [];
    throw error;
  }
}
