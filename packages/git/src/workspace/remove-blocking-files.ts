import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";

import type { WorkspaceFault } from "@fabrikk/state";

import { showPath } from "../show-path.ts";

const readByGit = new Set([".gitignore", ".gitattributes"]);

/**
 * Removes pipes and devices that stand where git reads a file of patterns: git would wait for one for ever. Others are no
 * concern; git does not open them.
 */
export async function removeBlockingFiles(work: string): Promise<readonly WorkspaceFault[]> {
  const faults: WorkspaceFault[] = [];
  let folders: readonly string[] = [""];
  while (folders.length > 0) {
    const found = await Promise.all(folders.map((folder) => lookInto(work, folder)));
    for (const path of found.flatMap((entries) => entries.blocking)) {
      await rm(join(work, path));
      faults.push({ kind: "path", detail: `${showPath(path)} was neither file nor link` });
    }
    folders = found.flatMap((entries) => entries.folders);
  }
  return faults;
}

async function lookInto(work: string, folder: string) {
  const entries = await readdir(join(work, folder), { withFileTypes: true }).catch(() => []);
  const inside = entries.filter((entry) => entry.name !== ".git");
  return {
    folders: inside.filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name)),
    blocking: inside
      .filter(
        (entry) => readByGit.has(entry.name) && !entry.isFile() && !entry.isDirectory() && !entry.isSymbolicLink(),
      )
      .map((entry) => join(folder, entry.name)),
  };
}
