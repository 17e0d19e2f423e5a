import { lstat, mkdir, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { FabrikkError, RunId } from "@fabrikk/state";

import { removeFolder } from "./remove-folder.ts";

/** Which run, and where its workspaces lie. */
export interface RunScratch {
  readonly runId: string;
  /** Absolute path of the folder for the workspaces of all runs; without it one in the system's folder for temporary files. */
  readonly scratch?: string;
}

/**
 * Makes the folder for a run's workspaces and resolves to its real path. It lies outside of the user's tree, and is
 * nobody else's: `FABRIKK_GIT_SCRATCH_UNSAFE` where the folder is a link, another user's, or open to others.
 */
export async function makeRunFolder(options: RunScratch): Promise<string> {
  const root = scratchRoot(options.scratch);
  await makeFolder(root);
  await refuseUnsafe(root);
  const folder = join(await realpath(root), RunId.parse(options.runId));
  await makeFolder(folder);
  await refuseUnsafe(folder);
  return folder;
}

/** Removes whatever workspaces a run has left behind, of all epochs. Harmless when there are none. */
export async function removeRunScratch(options: RunScratch): Promise<void> {
  await removeFolder(join(scratchRoot(options.scratch), RunId.parse(options.runId)));
}

function scratchRoot(scratch: string | undefined): string {
  return scratch ?? join(tmpdir(), `fabrikk-${process.getuid?.() ?? "user"}`);
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

async function refuseUnsafe(folder: string): Promise<void> {
  const found = await lstat(folder);
  const owner = process.getuid?.() ?? found.uid;
  const problem = !found.isDirectory()
    ? "is not a folder"
    : found.uid !== owner
      ? `belongs to user ${found.uid}`
      : (found.mode & 0o077) !== 0
        ? `is open to others (mode ${(found.mode & 0o777).toString(8)})`
        : null;
  if (problem === null) return;
  throw new FabrikkError({
    code: "FABRIKK_GIT_SCRATCH_UNSAFE",
    message: `${folder}, where workspaces are made, ${problem}`,
    hint: "Remove it, or give it to yourself alone (mode 700); it is made anew when it is missing.",
    details: { folder },
  });
}
