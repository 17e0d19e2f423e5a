import type { Repository } from "@fabrikk/state/ports";

import { currentGitVersion } from "./git-version.ts";
import { checkTree } from "./repository/check-tree.ts";
import { diffText } from "./repository/diff-text.ts";
import { findRepository } from "./repository/find-repository.ts";
import { keepFiles } from "./repository/keep-files.ts";
import { keepTree } from "./repository/keep-tree.ts";
import { layOver } from "./repository/lay-over.ts";
import { listTree } from "./repository/list-tree.ts";
import { foreignRefs, moveRef, readRef } from "./repository/move-ref.ts";
import { readFile } from "./repository/read-file.ts";
import { readHead } from "./repository/read-head.ts";
import { readLog } from "./repository/read-log.ts";
import { refuseHead } from "./repository/refuse-head.ts";
import { treeChanges } from "./repository/tree-changes.ts";
import { treeOf } from "./repository/tree-of.ts";
import { uncommitted } from "./repository/uncommitted.ts";
import type { UserRepository } from "./repository/user-repository.ts";
import { writeCommit } from "./repository/write-commit.ts";

/** The `Repository` port on a git repository on disk. Paths are absolute. */
export interface GitRepository extends Repository {
  /** Top level of the user's checkout. */
  readonly root: string;
  /** The git folder that holds objects and refs: the common one when the checkout is a linked worktree. */
  readonly gitDir: string;
}

/**
 * Opens the repository that `path` lies in, for the only committer. The user's checkout, index, HEAD and config are never
 * written (FAB-EXEC-014); refs only below `refs/heads/fabrikk/` and `refs/fabrikk/`.
 *
 * Throws a `FabrikkError` where there is nothing that can be worked on: no git or an old one, no repository, a bare
 * one, no commit, SHA-256, a sparse checkout, a partial clone, submodules, Git LFS pointers, paths that are not UTF-8.
 */
export async function openRepository(path: string): Promise<GitRepository> {
  await currentGitVersion();
  const repository = await findRepository(path);
  await refuseHead(repository);
  return { root: repository.root, gitDir: repository.gitDir, ...reading(repository), ...writing(repository) };
}

type Reading = Omit<Repository, keyof ReturnType<typeof writing>>;

function reading(repository: UserRepository): Reading {
  const { place } = repository;
  return {
    head: () => readHead(repository),
    uncommitted: () => uncommitted(repository),
    treeOf: (commit) => treeOf(repository, commit),
    listFiles: async (tree) => (await listTree(place, tree)).map((entry) => entry.path),
    readFile: (tree, path) => readFile(repository, tree, path),
    changes: (from, to) => treeChanges(place, from, to),
    diff: (from, to) => diffText(repository, from, to),
    checkTree: (base, tree) => checkTree(repository, base, tree),
    readRef: (ref) => readRef(repository, ref),
    log: (from, to) => readLog(repository, from, to),
    foreignRefs: () => foreignRefs(repository),
  };
}

function writing(repository: UserRepository) {
  return {
    layOver: (base, overlays) => layOver(repository, base, overlays),
    createCommit: ({ parent, ...content }) => writeCommit(repository, { ...content, parents: [parent] }),
    moveRef: (ref, from, to) => moveRef(repository, ref, { from, to }),
    keepTree: (ref, spec) => keepTree(repository, ref, spec),
    keepFiles: (ref, files, at) => keepFiles(repository, ref, { files, at }),
  } satisfies Partial<Repository>;
}
