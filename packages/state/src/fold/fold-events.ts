import type { JournalEvent } from "../records/journal-event.ts";
import { foldStepFinished } from "./fold-step.ts";
import { foldUpdate } from "./fold-update.ts";
import { advanceRun, advanceTask, emptyState, type MutableRunState } from "./mutable-run-state.ts";
import type { RunState } from "./run-state.ts";

/** Folds further events into the state it holds: `state` is always that of all events applied. */
export interface Fold {
  readonly state: RunState;
  apply(event: JournalEvent): void;
}

/** A fold that starts with nothing; linear in the number of events. */
export function startFold(): Fold {
  const state = emptyState();
  return { state, apply: (event) => applyEvent(state, event) };
}

/**
 * The state of a run from its journal's events: the one reading of them, for the engine and for every view.
 * @throws Error for a transition that no table has (FAB-RUN-005): a bug, or a journal from elsewhere.
 */
export function foldEvents(events: readonly JournalEvent[]): RunState {
  const fold = startFold();
  for (const event of events) fold.apply(event);
  return fold.state;
}

function applyEvent(state: MutableRunState, event: JournalEvent): void {
  state.seq = event.seq;
  switch (event.type) {
    case "epoch-opened":
      return;
    case "run-created":
      advanceRun(state, "create");
      state.created = event;
      state.config = event.config;
      state.generation = 1;
      return;
    case "run-updated":
      return foldUpdate(state, event);
    case "approval-given":
      advanceRun(state, "approve");
      state.approval = event;
      return;
    case "run-started":
      advanceRun(state, "start");
      if (event.generation !== state.generation)
        throw new Error(`record ${event.seq}: generation ${event.generation} starts in a run of ${state.generation}`);
      state.paused = null;
      return;
    case "step-started":
      return foldStepStarted(state, event);
    case "step-finished":
      return foldStepFinished(state, event);
    case "task-blocked":
      return advanceTask(state, {
        id: event.task,
        event: "block",
        change: { blocked: { code: event.code, reason: event.reason, needsPerson: event.needs_person } },
      });
    case "task-reopened":
      return reopenTask(state, event.task);
    case "warning-noted":
      state.warnings.push({ code: event.code, message: event.message });
      return;
    case "run-paused":
      advanceRun(state, "pause");
      state.paused = { reason: event.reason, detail: event.detail };
      return;
    case "run-ended":
      advanceRun(state, event.outcome === "completed" ? "complete" : "block");
      state.ended = { outcome: event.outcome, open: event.open };
      return;
  }
}

function foldStepStarted(state: MutableRunState, event: Extract<JournalEvent, { type: "step-started" }>): void {
  const { key, kind, digest, intent } = event;
  state.steps.set(key, { key, kind, digest, intent, output: null, finishedAt: null });
  if (kind !== "work") return;
  const { task, attempt } = intent as { task: string; attempt: number };
  const attempts = state.tasks.get(task)?.attempts ?? [];
  advanceTask(state, {
    id: task,
    event: "start",
    change: {
      attempts: [
        ...attempts,
        { attempt, generation: state.generation, status: "running", settlement: null, verdict: null },
      ],
    },
  });
}

/** A person mended what kept a task from going on: an attempt that waits for its verdict is verified again. */
function reopenTask(state: MutableRunState, id: string): void {
  const waits = state.tasks.get(id)?.attempts.at(-1)?.status === "settled";
  advanceTask(state, { id, event: waits ? "resume" : "reopen", change: { blocked: null } });
}
