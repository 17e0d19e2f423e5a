import { rm } from "node:fs/promises";

import type { CapturedTree } from "@fabrikk/state/ports";
import type { WorkspaceFault } from "@fabrikk/state";

import { parseStatus, statusArgs } from "../porcelain-status.ts";
import { withPrivateGitDir } from "../private-git-dir.ts";
import { git, gitFailed, gitLine, runGit, type GitPlace } from "../run-git.ts";
import { findLeftOut, type LeftOut } from "./find-left-out.ts";
import { removeBlockingFiles } from "./remove-blocking-files.ts";
import type { WorkspaceFolder } from "./workspace-folder.ts";

/** What a capture starts from. */
export interface CaptureSource {
  readonly objects: string;
  readonly commit: string;
  /** The tree that fabrikk's index holds, where that is known. */
  readonly indexTree: string | null;
}

/**
 * Takes the working files into a tree, by fabrikk's own index and config: the `.gitignore` files of the tree count, no filter
 * runs. What a tree cannot hold stays out of it and is a fault: nested repositories, special files, files that are too
 * large, paths that git refuses.
 */
export async function captureTree(place: WorkspaceFolder, source: CaptureSource): Promise<CapturedTree> {
  const { folder, work, index } = place;
  const blocking = await removeBlockingFiles(work);
  // An engine that died while it took the files leaves the lock behind; nobody else ever holds it (J6).
  await rm(`${index}.lock`, { force: true });
  const gitDir = { objects: source.objects, index, workTree: work, parent: folder, head: source.commit };
  return await withPrivateGitDir(gitDir, async (files) => {
    const changed = parseStatus(await git(files, statusArgs)).filter((entry) => entry.worktree !== ".");
    const leftOut = await findLeftOut(work, changed);
    const found = [...blocking, ...leftOut.flatMap((left) => left.faults)];
    const nothingToTake = changed.length === leftOut.length;
    if (nothingToTake && source.indexTree !== null) return { tree: source.indexTree, faults: found };
    const unreadable = nothingToTake ? [] : await addAllBut(files, leftOut);
    return { tree: await gitLine(files, ["write-tree"]), faults: [...found, ...unreadable] };
  });
}

async function addAllBut(files: GitPlace, leftOut: readonly LeftOut[]): Promise<readonly WorkspaceFault[]> {
  const args = ["add", "--all", "--ignore-errors", "--pathspec-from-file=-", "--pathspec-file-nul"];
  const exclusions = leftOut.map(({ path }) =>
    Buffer.from(`:(exclude,literal)${path.text}\0`, path.utf8 ? "utf8" : "latin1"),
  );
  const outcome = await runGit(files, args, { input: Buffer.concat([Buffer.from(".\0"), ...exclusions]) });
  if (outcome.exitCode === 0) return [];
  if (outcome.exitCode !== 1) throw gitFailed(files, args, outcome);
  const problems = outcome.stderr.split("\n").filter((line) => line.startsWith("error: "));
  return problems.slice(0, 10).map((line) => ({ kind: "path", detail: `not taken: ${line.slice("error: ".length)}` }));
}
