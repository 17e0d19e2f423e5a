import type { RunState, Task } from "@fabrikk/state";

/** What an update leaves as it is, and what it opens again. */
export interface Kept {
  /** Ids of tasks, repairs among them. */
  readonly tasks: readonly string[];
  /** Ids of requirements that a task serves which is not kept. */
  readonly open: readonly string[];
}

/**
 * Which of the valid tasks are kept by a new plan: those that stand on the branch. Its repairs stand with them, when all that serves
 * their requirements in the new plan is kept; otherwise they were repairs of work that is done again. Pure.
 * @param valid ids of tasks that mean the same in the old plan and the new one
 */
export function decideKept(state: RunState, planned: readonly Task[], valid: ReadonlySet<string>): Kept {
  const stays = ({ id }: Task): boolean => valid.has(id) && state.tasks.get(id)?.status === "integrated";
  const kept = planned.filter(stays);
  const open = new Set(planned.filter((task) => !stays(task)).flatMap((task) => task.requirement_ids));
  const proven = new Set(kept.flatMap((task) => task.requirement_ids).filter((id) => !open.has(id)));
  const repairs = [...state.tasks.values()]
    .filter(({ task, status }) => task.repair !== null && status === "integrated")
    .map(({ task }) => task)
    .filter((task) => task.requirement_ids.every((id) => proven.has(id)));
  return { tasks: [...kept, ...repairs].map(({ id }) => id), open: [...open] };
}
