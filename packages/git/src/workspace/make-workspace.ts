import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { WorkspaceSpec } from "@fabrikk/state/ports";

import { withPrivateGitDir } from "../private-git-dir.ts";
import { git } from "../run-git.ts";
import { indexHash } from "./index-faults.ts";
import { removeFolder } from "./remove-folder.ts";
import { writeWorkRepository, type WorkObjects } from "./work-repository.ts";
import { writeRecord, type WorkspaceFolder, type WorkspaceRecord } from "./workspace-folder.ts";

/** Makes a workspace in a folder that must not exist yet: one git process, the rest is files. Removes it when that fails. */
export async function makeWorkspace(
  place: WorkspaceFolder,
  spec: WorkspaceSpec,
  from: WorkObjects,
): Promise<WorkspaceRecord> {
  await mkdir(place.folder, { mode: 0o700 });
  try {
    await Promise.all([mkdir(place.work), mkdir(place.outbox)]);
    await Promise.all([
      checkOut(place, spec.tree, from),
      writeWorkRepository(join(place.work, ".git"), spec.commit, from),
    ]);
    const index = await readFile(place.index);
    await writeFile(join(place.work, ".git", "index"), index);
    const record = { tree: spec.tree, commit: spec.commit, indexSha256: indexHash(index) };
    await writeRecord(place, record);
    return record;
  } catch (error) {
    await removeFolder(place.folder);
    throw error;
  }
}

async function checkOut(place: WorkspaceFolder, tree: string, from: WorkObjects): Promise<void> {
  const gitDir = { objects: from.objects, index: place.index, workTree: place.work, parent: place.folder };
  await withPrivateGitDir(gitDir, (files) => git(files, ["read-tree", "--reset", "-u", tree]));
}
