import { readCommit } from "isomorphic-git";

import { gitLine } from "../run-git.ts";
import { readLoose } from "./read-loose.ts";
import type { UserRepository } from "./user-repository.ts";

/** The tree of a commit. */
export async function treeOf(repository: UserRepository, commit: string): Promise<string> {
  const loose = await readLoose(repository, commit, readCommit);
  if (loose !== null) return loose.commit.tree;
  return await gitLine(repository.place, ["rev-parse", "--verify", "--end-of-options", `${commit}^{tree}`]);
}
