import { mayChange } from "@fabrikk/compiler";
import type { RunState, TaskState } from "@fabrikk/state";
import type { Overlay } from "@fabrikk/state/ports";

/** One accepted attempt, ready to be laid over the branch: its tree, and the paths that its task may change. */
export interface AcceptedAttempt extends Overlay {
  readonly state: TaskState;
  readonly task: string;
  readonly attempt: number;
  /** The branch's tree when the attempt began. */
  readonly baseTree: string;
}

/** The accepted attempts that wait to be integrated, in task-id order. */
export function acceptedAttempts(state: RunState): readonly AcceptedAttempt[] {
  return [...state.tasks.values()]
    .filter(({ status }) => status === "accepted")
    .map((task) => acceptedAttemptOf(task))
    .toSorted((a, b) => (a.task < b.task ? -1 : 1));
}

/** The accepted attempt of one task. */
export function acceptedAttempt(state: RunState, task: string): AcceptedAttempt {
  const found = state.tasks.get(task);
  if (found === undefined) throw new Error(`there is no task ${task}`);
  return acceptedAttemptOf(found);
}

function acceptedAttemptOf(state: TaskState): AcceptedAttempt {
  const attempt = state.attempts.findLast(({ status }) => status === "accepted");
  const settlement = attempt?.settlement ?? null;
  if (attempt === undefined || settlement === null || settlement.tree === null)
    throw new Error(`task ${state.task.id} is accepted without a tree`);
  const paths = settlement.changes.map(({ path }) => path).filter((path) => mayChange(state.task.scope, path));
  const { tree, base_tree: baseTree } = settlement;
  return { state, task: state.task.id, attempt: attempt.attempt, tree, baseTree, paths };
}
