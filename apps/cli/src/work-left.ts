import type { Replan } from "@fabrikk/compiler";
import type { RunState } from "@fabrikk/state";

/** What an edited spec does to the work of a run. */
export interface WorkLeft extends Omit<Replan, "tasks"> {
  readonly tasks: Replan["tasks"] & {
    /** In both plans and as they were, but not on the branch: they are still to be done. */
    readonly pending: readonly string[];
  };
}

/**
 * Of what stays valid in a plan, what a run has done: only work on the branch can be kept, and only its proofs can go stale
 * (FAB-TOP-003). Pure.
 * @param kept ids of tasks that stay on the branch, as the engine decides
 */
export function workLeft(replan: Replan, state: RunState, kept: readonly string[]): WorkLeft {
  const stays = new Set(kept);
  const isDone = ({ task }: { readonly task: string }): boolean => state.tasks.get(task)?.status === "integrated";
  return {
    ...replan,
    tasks: {
      ...replan.tasks,
      kept: replan.tasks.kept.filter((task) => stays.has(task)),
      pending: replan.tasks.kept.filter((task) => !stays.has(task)),
    },
    proofs: {
      kept: replan.proofs.kept.filter(({ task }) => stays.has(task)),
      stale: replan.proofs.stale.filter(isDone),
    },
  };
}
