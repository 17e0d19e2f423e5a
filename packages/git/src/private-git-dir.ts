import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { GitPlace } from "./run-git.ts";

/** What a private git folder is to see. Paths are absolute. */
export interface PrivateGitDir {
  /** The objects folder that is read, and written to. */
  readonly objects: string;
  /** The folder to make it in; without it the system's folder for temporary files. */
  readonly parent?: string;
  /** The commit that HEAD is at; without it HEAD is a branch that does not exist. */
  readonly head?: string;
  /** The file that says where the history of a shallow clone ends. */
  readonly shallow?: string;
  /** The index; without it a new one that goes away with the folder. */
  readonly index?: string;
  /** The working files; without them git works as in a bare repository. */
  readonly workTree?: string;
}

/**
 * Gives `use` a git folder of fabrikk's own, with a config that nobody else wrote, and removes it afterwards. So neither the
 * user's settings nor a worker's (filters, hooks, drivers) take part in what fabrikk does with an index or with files.
 */
export async function withPrivateGitDir<T>(options: PrivateGitDir, use: (place: GitPlace) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(options.parent ?? tmpdir(), "fabrikk-git-"));
  try {
    await writeGitDir(folder, options);
    return await use({
      cwd: options.workTree ?? folder,
      env: {
        GIT_DIR: folder,
        GIT_OBJECT_DIRECTORY: options.objects,
        GIT_INDEX_FILE: options.index ?? join(folder, "index"),
        ...(options.workTree === undefined ? {} : { GIT_WORK_TREE: options.workTree }),
      },
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeGitDir(folder: string, options: PrivateGitDir): Promise<void> {
  const bare = options.workTree === undefined;
  await Promise.all([
    mkdir(join(folder, "refs")),
    writeFile(join(folder, "HEAD"), `${options.head ?? "ref: refs/heads/none"}\n`),
    writeFile(join(folder, "config"), `[core]\n\trepositoryformatversion = 0\n\tbare = ${bare}\n`),
    options.shallow === undefined ? undefined : copyIfPresent(options.shallow, join(folder, "shallow")),
  ]);
}

async function copyIfPresent(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}
