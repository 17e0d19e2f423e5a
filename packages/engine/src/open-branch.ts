import type { Run } from "./run.ts";
import type { Step } from "./step.ts";

/**
 * The run's branch begins at the base commit; a later generation goes on where the one before it left the branch. Repeating it
 * is its recovery: the ref moves by compare-and-swap.
 */
export function openBranch(run: Run): Step<"branch"> {
  const { created, found } = run.state;
  const base = created?.base_commit ?? "";
  const commit = found?.commit ?? base;
  const ref = `refs/heads/fabrikk/${run.id}`;
  const open = async () => {
    await run.repository.moveRef(ref, found === null ? null : commit, commit);
    await run.repository.moveRef(`refs/fabrikk/${run.id}/base`, null, base);
    return { kind: "branch" as const, ref, commit, tree: await run.repository.treeOf(commit) };
  };
  return { key: "branch", kind: "branch", input: { ref, commit }, intent: { ref, commit }, run: open, recover: open };
}
