import { createHash } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { WorkspaceFault } from "@fabrikk/state";

import { withPrivateGitDir } from "../private-git-dir.ts";
import { runGit } from "../run-git.ts";
import { showPath } from "../show-path.ts";
import { splitRecords } from "../split-records.ts";
import { readRegularFile } from "./read-regular-file.ts";
import type { WorkspaceFolder, WorkspaceRecord } from "./workspace-folder.ts";

const longestIndex = 512 * 1024 * 1024;
const pathsShown = 5;

/**
 * Did the worker stage anything? Its index is compared by what it holds: `git status` writes it anew with fresh times, and
 * that is no fault. A copy is read, with fabrikk's own config.
 */
export async function indexFaults(
  place: WorkspaceFolder,
  record: WorkspaceRecord,
  objects: string,
): Promise<readonly WorkspaceFault[]> {
  const reading = await readRegularFile(join(place.work, ".git", "index"), longestIndex);
  if (reading.state === "missing") return [fault("the index was removed")];
  if (reading.state === "refused") return [fault(`the index cannot be read: ${reading.reason}`)];
  if (indexHash(reading.content) === record.indexSha256) return [];
  const index = join(place.folder, "worker-index");
  await rm(index, { force: true });
  await writeFile(index, reading.content);
  const args = ["diff-index", "--cached", "--name-only", "-z", "--no-renames", record.tree];
  const outcome = await withPrivateGitDir({ objects, index, parent: place.folder }, (git) => runGit(git, args));
  if (outcome.exitCode !== 0) return [fault("the index is damaged")];
  const paths = splitRecords(outcome.stdout).map((path) => showPath(path.text));
  if (paths.length === 0) return [];
  const more = paths.length > pathsShown ? ` and ${paths.length - pathsShown} more` : "";
  return [fault(`changes were staged: ${paths.slice(0, pathsShown).join(", ")}${more}`)];
}

/** The hash of an index file. */
export function indexHash(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

function fault(detail: string): WorkspaceFault {
  return { kind: "index", detail };
}
