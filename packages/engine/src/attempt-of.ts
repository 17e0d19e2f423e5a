import type { AttemptState, RunState, TaskState } from "@fabrikk/state";

import type { RecordedRun } from "./run.ts";

/** A task's state; it must exist. */
export function taskOf(run: RecordedRun, id: string): TaskState {
  const task = run.state.tasks.get(id);
  if (task === undefined) throw new Error(`run ${run.id} has no task ${id}`);
  return task;
}

/** Attempts of all generations that were made before this one, oldest first. */
export function earlierAttempts(task: TaskState, attempt: number): readonly AttemptState[] {
  return task.attempts.filter((one) => one.attempt < attempt);
}

/** Attempts of the current generation: an update of the spec wipes the slate of those before it. */
export function ownAttempts(
  { generation }: Pick<RunState, "generation">,
  attempts: readonly AttemptState[],
): readonly AttemptState[] {
  return attempts.filter((one) => one.generation === generation);
}
