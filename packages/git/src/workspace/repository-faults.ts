import { access, lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

import type { WorkspaceFault } from "@fabrikk/state";

import { showPath } from "../show-path.ts";
import { indexFaults } from "./index-faults.ts";
import { readRegularFile } from "./read-regular-file.ts";
import { readWorkRefs } from "./work-refs.ts";
import { workBranch, workRepositoryFiles } from "./work-repository.ts";
import type { WorkspaceFolder, WorkspaceRecord } from "./workspace-folder.ts";

const longestFile = 64 * 1024;

/**
 * What a worker did to the throwaway repository itself (FAB-EXEC-005), found by comparing its files with what was made. git
 * is never run with the worker's own config: that could run anything.
 */
export async function repositoryFaults(
  place: WorkspaceFolder,
  record: WorkspaceRecord,
  objects: string,
): Promise<readonly WorkspaceFault[]> {
  const gitDir = join(place.work, ".git");
  const found = await lstat(gitDir).catch(() => null);
  if (found?.isDirectory() !== true) {
    return [{ kind: "repository-missing", detail: found === null ? ".git was removed" : ".git is no longer a folder" }];
  }
  const expected = workRepositoryFiles(objects);
  const faults = await Promise.all([
    headFaults(gitDir, expected.HEAD),
    refFaults(gitDir, record.commit),
    changedFile(gitDir, "config", expected.config),
    changedFile(gitDir, "objects/info/alternates", expected["objects/info/alternates"]),
    hookFaults(gitDir),
    indexFaults(place, record, objects),
  ]);
  return faults.flat();
}

async function headFaults(gitDir: string, expected: string): Promise<readonly WorkspaceFault[]> {
  const reading = await readRegularFile(join(gitDir, "HEAD"), longestFile);
  const head = reading.state === "read" ? text(reading.content) : null;
  if (head === expected) return [];
  if (head === null) return [{ kind: "ref", detail: "HEAD cannot be read any more" }];
  const now = head.trim().slice(0, 200);
  const kind = (await wasMadeHere(gitDir, now)) ? "commit" : "ref";
  return [{ kind, detail: `HEAD is at ${showPath(now.replace("ref: ", ""))} and no longer on ${workBranch}` }];
}

async function refFaults(gitDir: string, commit: string): Promise<readonly WorkspaceFault[]> {
  const refs = await readWorkRefs(gitDir);
  const faults: WorkspaceFault[] = [];
  if (!refs.has(workBranch)) faults.push({ kind: "ref", detail: `${workBranch} was removed` });
  for (const [ref, object] of refs) {
    if (ref === workBranch && object === commit) continue;
    const kind = (await wasMadeHere(gitDir, object)) ? "commit" : "ref";
    const moved = ref === workBranch ? `moved from ${commit} to` : "was made at";
    faults.push({ kind, detail: `${showPath(ref)} ${moved} ${showPath(object.slice(0, 200))}` });
  }
  return faults;
}

/** An object that is in the throwaway repository's own folder was made in it; all others come from the user's repository. */
async function wasMadeHere(gitDir: string, object: string): Promise<boolean> {
  if (!/^[0-9a-f]{40}$/.test(object)) return false;
  return await access(join(gitDir, "objects", object.slice(0, 2), object.slice(2))).then(
    () => true,
    () => false,
  );
}

async function changedFile(gitDir: string, path: string, expected: string): Promise<readonly WorkspaceFault[]> {
  const reading = await readRegularFile(join(gitDir, path), longestFile);
  if (reading.state === "read" && text(reading.content) === expected) return [];
  return [{ kind: "config", detail: `.git/${path} was ${reading.state === "missing" ? "removed" : "changed"}` }];
}

async function hookFaults(gitDir: string): Promise<readonly WorkspaceFault[]> {
  const folder = join(gitDir, "hooks");
  const found = await lstat(folder).catch(() => null);
  if (found === null) return [];
  if (!found.isDirectory()) return [{ kind: "hook", detail: ".git/hooks is no longer a folder" }];
  const names = await readdir(folder);
  return names.slice(0, 20).map((name) => ({ kind: "hook" as const, detail: `the hook ${showPath(name)} was made` }));
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
