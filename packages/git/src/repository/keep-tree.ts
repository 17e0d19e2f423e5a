import type { CommitSpec } from "@fabrikk/state/ports";

import { moveRef, readRef } from "./move-ref.ts";
import { readCommit } from "./read-log.ts";
import type { UserRepository } from "./user-repository.ts";
import { writeCommit } from "./write-commit.ts";

/**
 * Keeps a tree under a ref, as a commit (FAB-TOP-009). Repeating it changes nothing. A commit that the ref already keeps is
 * not lost: it becomes the second parent of the new one.
 */
export async function keepTree(repository: UserRepository, ref: string, spec: CommitSpec): Promise<void> {
  const kept = await readRef(repository, ref);
  if (kept !== null && (await keeps(repository, kept, spec))) return;
  const parents = kept === null ? [spec.parent] : [spec.parent, kept];
  const commit = await writeCommit(repository, { tree: spec.tree, parents, message: spec.message, at: spec.at });
  await moveRef(repository, ref, { from: kept, to: commit });
}

async function keeps(repository: UserRepository, commit: string, spec: CommitSpec): Promise<boolean> {
  const found = await readCommit(repository, commit);
  return found?.tree === spec.tree && found.parents[0] === spec.parent && found.message === spec.message;
}
