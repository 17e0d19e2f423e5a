import { runMachine, type RunTransition } from "./run-machine.ts";
import type { AttemptState, RunState, TaskState } from "./run-state.ts";
import { taskMachine, type TaskEvent } from "./task-machine.ts";

type Mutable<Value> =
  Value extends ReadonlyMap<infer Key, infer Item>
    ? Map<Key, Item>
    : Value extends ReadonlySet<infer Item>
      ? Set<Item>
      : Value extends readonly (infer Item)[]
        ? Item[]
        : Value;

/** The same state, as only the fold may write it. */
export type MutableRunState = { -readonly [Field in keyof RunState]: Mutable<RunState[Field]> };

export function emptyState(): MutableRunState {
  return {
    status: "absent",
    generation: 0,
    created: null,
    config: null,
    approval: null,
    steps: new Map(),
    tasks: new Map(),
    accepted: new Set(),
    branch: null,
    found: null,
    landing: null,
    unsaved: nothingUnsaved,
    integrations: 0,
    checkpoints: [],
    specReview: null,
    planReview: null,
    hygiene: [],
    council: [],
    reviewers: new Map(),
    former: new Map(),
    retired: [],
    reopened: new Set(),
    redone: new Map(),
    unmended: new Map(),
    refusedFindings: [],
    evidence: new Map(),
    audit: null,
    warnings: [],
    ended: null,
    paused: null,
    seq: 0,
  };
}

/** As a checkpoint leaves it. */
export const nothingUnsaved: RunState["unsaved"] = { moves: [], rejected: [] };

/** Moves the run by its table (FAB-RUN-005). */
export function advanceRun(state: MutableRunState, transition: RunTransition): void {
  const next = runMachine[state.status][transition];
  if (next === undefined) throw new Error(`record ${state.seq}: a run that is ${state.status} cannot ${transition}`);
  state.status = next;
}

/** One move of a task, and what changes with it. */
export interface TaskMove {
  readonly id: string;
  readonly event: TaskEvent;
  readonly change?: Partial<TaskState>;
  /** One attempt of the task, changed. */
  readonly attempt?: Partial<AttemptState> & Pick<AttemptState, "attempt">;
}

/** Moves a task by its table (FAB-RUN-005). */
export function advanceTask(state: MutableRunState, { id, event, change, attempt }: TaskMove): void {
  const task = state.tasks.get(id);
  if (task === undefined) throw new Error(`record ${state.seq}: there is no task ${id}`);
  const status = taskMachine[task.status][event];
  if (status === undefined)
    throw new Error(`record ${state.seq}: task ${id}, which is ${task.status}, cannot ${event}`);
  const attempts = task.attempts.map((one) => (one.attempt === attempt?.attempt ? { ...one, ...attempt } : one));
  state.tasks.set(id, { ...task, attempts, ...change, status });
  if (status === "accepted") state.accepted.add(id);
  else state.accepted.delete(id);
}
