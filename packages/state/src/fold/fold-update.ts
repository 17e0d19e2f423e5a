import type { JournalEvent } from "../records/journal-event.ts";
import { advanceRun, type MutableRunState } from "./mutable-run-state.ts";
import type { AttemptState, TaskState } from "./run-state.ts";

/**
 * A new generation begins (FAB-INT-009). What is bound to trees and commits stays: branch, kept tasks, evidence, rounds,
 * checkpoints, findings that stay open. What followed from the old plan goes: its approval and reviews, the tasks that are not kept, the count of waves.
 */
export function foldUpdate(state: MutableRunState, event: Extract<JournalEvent, { type: "run-updated" }>): void {
  const { seq, generation, title, artifact_sha256, graph_sha256, config, subject_sha256 } = event;
  advanceRun(state, "update");
  if (state.created === null || generation !== state.generation + 1 || state.landing !== null)
    throw new Error(`record ${seq}: generation ${generation} cannot follow ${state.generation} here`);
  state.created = { ...state.created, title, artifact_sha256, graph_sha256, config, subject_sha256 };
  state.generation = generation;
  state.config = config;
  state.approval = null;
  state.found = state.branch;
  state.integrations = 0;
  state.specReview = null;
  state.planReview = null;
  state.refusedFindings = [];
  state.reopened = new Set(event.open);
  state.redone = new Map(event.stale.map(({ task, because }) => [task, because]));
  state.unmended = inherit(state, event.findings);
  state.ended = null;
  state.paused = null;
  retireTasks(state, new Set(event.kept));
}

function inherit(
  { seq, unmended }: MutableRunState,
  findings: Extract<JournalEvent, { type: "run-updated" }>["findings"],
): MutableRunState["unmended"] {
  return new Map(
    findings.map(({ finding: id, redone }) => {
      const known = unmended.get(id);
      if (known === undefined) throw new Error(`record ${seq}: finding ${id} stays open and is not open`);
      return [id, { finding: known.finding, isInherited: true, redone }];
    }),
  );
}

function retireTasks(state: MutableRunState, kept: ReadonlySet<string>): void {
  for (const id of kept) {
    if (state.tasks.get(id)?.status !== "integrated")
      throw new Error(`record ${state.seq}: task ${id} is kept and is not integrated`);
  }
  for (const [id, task] of state.tasks) {
    if (kept.has(id)) continue;
    state.tasks.delete(id);
    state.accepted.delete(id);
    state.former.set(id, { ...task, attempts: task.attempts.map(calledOff) });
    retireCommit(state, task);
  }
}

function retireCommit(state: MutableRunState, { task, commit }: TaskState): void {
  if (commit !== null) state.retired.push({ task: task.id, title: task.title, commit });
}

/** An attempt that was under way is not gone on with: its settlement counts for nothing. */
function calledOff(attempt: AttemptState): AttemptState {
  return attempt.status === "running" ? { ...attempt, status: "cancelled" } : attempt;
}
