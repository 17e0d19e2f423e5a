import { dirname, join } from "node:path";

import type { RunFiles } from "../ports/run-files.ts";
import { RepositoryPath } from "../records/identifiers.ts";
import { makeFolder } from "./make-folder.ts";
import { readEpochFiles } from "./read-epoch-files.ts";
import { readIfThere } from "./read-if-there.ts";
import { writeFileAtomically } from "./write-file-atomically.ts";

/**
 * The files of a run beside its journal.
 * @param dir absolute path of the run's folder
 */
export function openRunFiles(dir: string): RunFiles {
  return {
    async write(path, content) {
      await writeFileAtomically(await reserve(path), content);
    },
    async read(path) {
      return readIfThere(inside(dir, path));
    },
    reserve,
    async journalFiles() {
      return (await readEpochFiles(dir)).map(({ epoch, bytes }) => ({
        path: `journal/${epoch}.jsonl`,
        content: bytes,
      }));
    },
  };

  async function reserve(path: string): Promise<string> {
    const target = inside(dir, path);
    const [room = ""] = path.toLowerCase().split("/");
    if (room === "journal" || room === "lock" || room.startsWith("lock."))
      throw new RangeError(`${path} belongs to the journal or the lock`);
    await makeFolder(dirname(target));
    return target;
  }
}

function inside(dir: string, path: string): string {
  if (!RepositoryPath.safeParse(path).success || path.includes("\\"))
    throw new RangeError(`not a path inside the run's folder: ${path}`);
  return join(dir, path);
}
