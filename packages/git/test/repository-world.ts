import { join } from "node:path";

import type { RepositoryWorld } from "@fabrikk/state/contracts/repository-world";
import { throwawayRepository, type ThrowawayRepository } from "@fabrikk/state/contracts/throwaway-repository";

import { openRepository, type GitRepository } from "../src/open-repository.ts";
import { writeTree } from "./write-tree.ts";

/** A repository on disk, opened: the real thing behind the contract. */
export interface GitRepositoryWorld extends RepositoryWorld {
  readonly repository: GitRepository;
  readonly user: ThrowawayRepository;
}

export async function repositoryWorld(
  files: Readonly<Record<string, string>> = { "readme.md": "hello\n" },
): Promise<GitRepositoryWorld> {
  const user = await throwawayRepository(files);
  const repository = await openRepository(user.folder);
  return {
    user,
    repository,
    makeTree: (tree) => writeTree(join(repository.gitDir, "objects"), tree),
    setForeignRef: async (ref, commit) => void (await user.git("update-ref", ref, commit)),
    [Symbol.asyncDispose]: () => user[Symbol.asyncDispose](),
  };
}
