import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

import { RunId } from "../records/identifiers.ts";
import { hasErrorCode } from "./has-error-code.ts";
import { runIdTime } from "./run-id.ts";
import { runsFolder } from "./runs-folder.ts";

/**
 * The ids of a repository's runs, oldest first: by the time in the id, which copying or restoring a folder does not
 * change; by the folder's own time where the id holds none. Empty where there are no runs.
 */
export async function listRuns(repositoryRoot: string): Promise<readonly RunId[]> {
  const folder = runsFolder(repositoryRoot);
  const ids = (await entriesOf(folder)).filter((name) => RunId.safeParse(name).success);
  const runs = await Promise.all(
    ids.map(async (id) => ({ id, time: runIdTime(id) ?? (await stat(join(folder, id))).mtimeMs })),
  );
  return runs.toSorted((left, right) => left.time - right.time || (left.id < right.id ? -1 : 1)).map(({ id }) => id);
}

async function entriesOf(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  } catch (error) {
    if (hasErrorCode(error, "ENOENT")) return [];
    throw error;
  }
}
