import type { AttemptState, TaskState } from "@fabrikk/state";

import type { Run } from "./run.ts";

/** A task's state; it must exist. */
export function taskOf(run: Run, id: string): TaskState {
  const task = run.state.tasks.get(id);
  if (task === undefined) throw new Error(`run ${run.id} has no task ${id}`);
  return task;
}

/** Attempts that were made before this one, oldest first. */
export function earlierAttempts(task: TaskState, attempt: number): readonly AttemptState[] {
  return task.attempts.filter((one) => one.attempt < attempt);
}
