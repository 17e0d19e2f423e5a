import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { plainGit } from "../plain-git.ts";
import { wallOf } from "./side-by-side.ts";

/** What the bare side works on. */
export interface BareGitWork {
  readonly repo: string;
  readonly scratch: string;
  readonly tasks: number;
}

/**
 * The git work of so many tasks and nothing else: for each a checkout to work in, a file changed, its tree, a checkout to
 * verify in, a commit and a move of the branch. @returns wall milliseconds
 */
export async function bareGitWork({ repo, scratch, tasks }: BareGitWork): Promise<number> {
  let head = await plainGit(repo, ["rev-parse", "HEAD"]);
  await plainGit(repo, ["update-ref", "refs/heads/bare", head]);
  return await wallOf(async () => {
    for (let task = 0; task < tasks; task += 1) {
      const tree = await withCheckout({ repo, folder: join(scratch, `work-${task}`), revision: head }, async (git) => {
        await writeFile(join(scratch, `work-${task}`, `task-${task}.ts`), `export const task = ${task};\n`);
        await git(["add", "--all"]);
        return await git(["write-tree"]);
      });
      await withCheckout({ repo, folder: join(scratch, `verify-${task}`), revision: tree }, async () => {});
      const commit = await plainGit(repo, ["commit-tree", tree, "-p", head, "-m", `Task ${task}`]);
      await plainGit(repo, ["update-ref", "refs/heads/bare", commit, head]);
      head = commit;
    }
  });
}

interface Checkout {
  readonly repo: string;
  readonly folder: string;
  readonly revision: string;
}

type Git = (args: readonly string[]) => Promise<string>;

/** A checkout with an index of its own, which is removed afterwards, as the engine's workspaces are. */
async function withCheckout<Value>(
  { repo, folder, revision }: Checkout,
  use: (git: Git) => Promise<Value>,
): Promise<Value> {
  await mkdir(folder);
  const env = { GIT_DIR: join(repo, ".git"), GIT_WORK_TREE: folder, GIT_INDEX_FILE: `${folder}.index` };
  const git: Git = async (args) => await plainGit(folder, args, env);
  await git(["read-tree", "--reset", "-u", revision]);
  const value = await use(git);
  await rm(folder, { recursive: true });
  return value;
}
