import type { RunState } from "@fabrikk/state";
import type { Repository } from "@fabrikk/state/ports";

/** What merging a run's branch into the user's HEAD would be. */
export type MergeKind = "done" | "fast-forward" | "merge";

/** Looks at the user's HEAD: does it have the branch already, is it behind it, or did it go its own way? */
export async function mergeKind(repository: Repository, { branch }: RunState): Promise<MergeKind> {
  const { commit: head } = await repository.head();
  if (branch === null || (await repository.log(head, branch.commit)).length === 0) return "done";
  return (await repository.log(branch.commit, head)).length === 0 ? "fast-forward" : "merge";
}
