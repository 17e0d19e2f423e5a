import type { Run } from "./run.ts";
import type { Step } from "./step.ts";

/** The run's branch begins at the base commit. Repeating it is its recovery: the ref moves by compare-and-swap. */
export function openBranch(run: Run): Step<"branch"> {
  const commit = run.state.created?.base_commit ?? "";
  const ref = `refs/heads/fabrikk/${run.id}`;
  const open = async () => {
    await run.repository.moveRef(ref, null, commit);
    await run.repository.moveRef(`refs/fabrikk/${run.id}/base`, null, commit);
    return { kind: "branch" as const, ref, commit, tree: await run.repository.treeOf(commit) };
  };
  return { key: "branch", kind: "branch", input: { ref, commit }, intent: { ref, commit }, run: open, recover: open };
}
