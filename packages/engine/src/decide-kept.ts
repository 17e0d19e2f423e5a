import type { RunState, StaleReason, Task } from "@fabrikk/state";

import { concernedTasks } from "./concerned-tasks.ts";
import type { RunUpdate } from "./update-run.ts";

/** What an update of a run leaves as it is, and what it opens again. */
export interface Kept {
  /** Ids of tasks that stay on the branch as they are, repairs among them: no others of the plan are work that was done. */
  readonly tasks: readonly string[];
  /** Ids of requirements that a task serves which is not kept. */
  readonly open: readonly string[];
  /** Tasks that are done again though what they did stands on the branch, and what has changed since they did it. */
  readonly stale: readonly { readonly task: string; readonly because: StaleReason }[];
  /** Findings of a council that stay open, and the tasks done again that may mend them by that. */
  readonly findings: readonly { readonly finding: string; readonly redone: readonly string[] }[];
}

/** What an update is decided from: the new plan, and how its tasks differ from the old one's, as the compiler's `replan` tells. */
export type PlannedUpdate = Pick<RunUpdate, "artifact" | "plan" | "kept" | "stale">;

/**
 * Which tasks the next generation keeps: those that mean the same and stand on the branch. Repairs stand with them, when all that
 * serves their requirements in the new plan is kept; otherwise they were repairs of work that is done again. Pure.
 * @param state the run as it is before the update
 */
export function decideKept(state: RunState, update: PlannedUpdate): Kept {
  const planned = update.plan.graph.tasks;
  const valid = new Set(update.kept);
  const stays = ({ id }: Task): boolean => valid.has(id) && state.tasks.get(id)?.status === "integrated";
  const kept = planned.filter(stays);
  const open = new Set(planned.filter((task) => !stays(task)).flatMap((task) => task.requirement_ids));
  const proven = new Set(kept.flatMap((task) => task.requirement_ids).filter((id) => !open.has(id)));
  const repairs = [...state.tasks.values()]
    .filter(({ task, status }) => task.repair !== null && status === "integrated")
    .map(({ task }) => task)
    .filter((task) => task.requirement_ids.every((id) => proven.has(id)));
  const redone = doneAgain(
    state,
    planned.filter((task) => !stays(task)),
    { valid, stale: update.stale },
  );
  return {
    tasks: [...kept, ...repairs].map(({ id }) => id),
    open: [...open],
    stale: [...redone].map(([task, because]) => ({ task, because })),
    findings: stillOpen(state, update, { kept: new Set(kept.map(({ id }) => id)), redone }),
  };
}

/** Of these tasks those of which work stands on the branch: what has changed since they did it, over all updates since. */
function doneAgain(
  state: RunState,
  tasks: readonly Task[],
  { valid, stale }: { readonly valid: ReadonlySet<string>; readonly stale: Kept["stale"] },
): ReadonlyMap<string, StaleReason> {
  const reasons = new Map(stale.map(({ task, because }) => [task, because]));
  const redone = new Map<string, StaleReason>();
  for (const { id } of tasks) {
    const now = reasons.get(id);
    const isDone = state.tasks.get(id)?.status === "integrated";
    const because = isDone ? now : sinceEarlier(state.redone.get(id), { isValid: valid.has(id), now });
    if (because !== undefined) redone.set(id, because);
  }
  return redone;
}

/** Of a task that an earlier update had done again, and that is not done yet. One that was taken out meanwhile counts for new. */
function sinceEarlier(
  earlier: StaleReason | undefined,
  { isValid, now }: { readonly isValid: boolean; readonly now: StaleReason | undefined },
): StaleReason | undefined {
  if (earlier === undefined || isValid) return earlier;
  return now !== undefined && isOfOthers(now) ? earlier : now;
}

/** Is the task itself as it was, and only what is around it has changed? */
function isOfOthers(because: StaleReason): boolean {
  return because === "rules" || because === "dependency";
}

/** Nothing has mended it, its requirement is still wanted, and what it was found in is kept or done again in the same words. */
function stillOpen(
  { unmended }: RunState,
  { artifact, plan }: PlannedUpdate,
  { kept, redone }: { readonly kept: ReadonlySet<string>; readonly redone: ReadonlyMap<string, StaleReason> },
): Kept["findings"] {
  const wanted = new Set(artifact.requirements.map(({ id }) => id));
  for (const { requirement_id: id } of artifact.deferred) wanted.delete(id);
  return [...unmended.values()].flatMap(({ finding }) => {
    if (finding.requirement_id !== null && !wanted.has(finding.requirement_id)) return [];
    const concerned = concernedTasks(plan.graph.tasks, finding).map(({ id }) => id);
    const again = concerned.filter((id) => redone.has(id));
    const stands = concerned.filter((id) => kept.has(id) || again.includes(id));
    const isMadeAnew = concerned.length > 0 && stands.length === 0;
    const isChanged = again.some((id) => !isOfOthers(redone.get(id) ?? "task"));
    return isMadeAnew || isChanged ? [] : [{ finding: finding.id, redone: again }];
  });
}
