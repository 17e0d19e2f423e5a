import { createHash } from "node:crypto";
import { lstat } from "node:fs/promises";
import { join } from "node:path";

import type { WorkspaceFault } from "@fabrikk/state";

import type { StatusEntry } from "../porcelain-status.ts";
import { largestFile, sizeFault } from "../repository/check-tree.ts";
import { meansGitFolder, pathFaults } from "../repository/path-faults.ts";
import { showPath } from "../show-path.ts";
import type { GitRecord } from "../split-records.ts";
import { readRegularFile } from "./read-regular-file.ts";

/** A path that stays as it is in the index, and what is wrong with it, if anything. */
export interface LeftOut {
  readonly path: GitRecord;
  readonly faults: readonly WorkspaceFault[];
}

/** Those of the changed paths that are not to be taken: what a tree cannot hold, and what only looks changed. */
export async function findLeftOut(work: string, changed: readonly StatusEntry[]): Promise<readonly LeftOut[]> {
  const found = await Promise.all(
    changed.map(async (entry) => {
      const faults = entry.worktree === "D" ? [] : await faultsOf(work, entry.path);
      const leave = faults.length > 0 || (await isUntouched(work, entry));
      return leave ? [{ path: entry.path, faults }] : [];
    }),
  );
  return found.flat();
}

async function faultsOf(work: string, path: GitRecord): Promise<readonly WorkspaceFault[]> {
  const shown = showPath(path.text);
  if (!path.utf8 || path.text.split("/").some(meansGitFolder)) return pathFaults(path);
  if (path.text.endsWith("/")) {
    return [{ kind: "submodule", detail: `${shown} is a repository of its own: its files are not taken` }];
  }
  const file = await lstat(join(work, path.text)).catch(() => null);
  if (file === null || file.isSymbolicLink()) return [];
  if (!file.isFile()) return [{ kind: "mode", detail: `${shown} is neither file nor link` }];
  const tooLarge = sizeFault(shown, file.size);
  return tooLarge === null ? [] : [tooLarge];
}

/**
 * Where attributes convert text, a file that was once committed unconverted looks changed to git as soon as its time does, and
 * taking it would convert it. A worker that left its bytes alone is not blamed for that.
 */
async function isUntouched(work: string, { path, worktree, object, sameMode }: StatusEntry): Promise<boolean> {
  if (worktree !== "M" || !sameMode) return false;
  const reading = await readRegularFile(join(work, path.text), largestFile);
  return reading.state === "read" && blobId(reading.content) === object;
}

function blobId(content: Uint8Array): string {
  return createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
}
