import type { RunArtifact } from "../records/run-artifact.ts";
import { openItems } from "./open-items.ts";
import { refusals } from "./refusals.ts";
import { requirementStates } from "./requirement-states.ts";
import { roundsAtHead } from "./rounds-at-head.ts";
import type { AttemptState, RunState, TaskState } from "./run-state.ts";
import type { RefusedAttempt, Status } from "./status.ts";

/**
 * A run at a glance (FAB-VIEW-001, FAB-VIEW-003): pure, from the folded journal and the frozen artifact.
 * @throws Error when the state holds no `run-created` record.
 */
export function statusOf(state: RunState, artifact: RunArtifact): Status {
  const { created } = state;
  if (created === null) throw new Error("a status needs a run that was created");
  const requirements = requirementStates(state, artifact);
  const open = openItems(state, requirements);
  const needsPerson = state.paused?.reason === "needs-person" || state.status === "prepared";
  return {
    schema: 1,
    run: created.run,
    title: created.title,
    state: state.status,
    generation: state.generation,
    stage: stageOf(state),
    branch: state.branch?.ref ?? null,
    head: state.branch?.commit ?? null,
    waves: state.checkpoints.length,
    requirements: requirements.map(({ id, state: value, tasks }) => ({ id, state: value, tasks: [...tasks] })),
    tasks: [...state.tasks.values()].map(({ task, status, attempts, commit }) => ({
      id: task.id,
      title: task.title,
      class: task.class,
      status,
      attempts: attempts.length,
      commit,
    })),
    refused: [...state.tasks.values()].flatMap(refusedAttempts),
    open: [...open],
    needs_person: needsPerson,
    next_action: nextAction(state, open[0]?.next),
    warnings: [...state.warnings],
    records: state.seq,
  };
}

function stageOf(state: RunState): Status["stage"] {
  if (state.status === "completed" || state.status === "blocked") return "done";
  if (state.specReview === null) return "spec-review";
  if (state.planReview === null) return "plan";
  const unfinished = [...state.tasks.values()].some(({ status }) => status !== "integrated");
  if (unfinished || state.branch === null) return "implementation";
  return roundsAtHead(state).hygiene === null ? "hygiene" : "council";
}

/** Attempts whose verdict sent them back, and the attempt that stands on the branch in their stead. */
export function refusedAttempts({ task, attempts }: TaskState): readonly RefusedAttempt[] {
  const stands = attempts.filter(({ status }) => status === "integrated");
  return attempts.filter(wasRefused).flatMap((one) =>
    refusals(one).map(({ code, message }) => ({
      task: task.id,
      attempt: one.attempt,
      code,
      message,
      mended_by: stands.find(({ attempt }) => attempt > one.attempt)?.attempt ?? null,
    })),
  );
}

function wasRefused({ status }: AttemptState): boolean {
  return status === "refused" || status === "rejected";
}

function nextAction(state: RunState, firstOpen: string | undefined): string {
  const run = state.created?.run ?? "";
  switch (state.status) {
    case "absent":
      return "fabrikk prepare <spec>";
    case "prepared":
      return `fabrikk approve ${run}`;
    case "approved":
      return `fabrikk run ${run}`;
    case "running":
      return `nothing while an engine is at work; if none is, \`fabrikk run ${run}\` goes on`;
    case "paused":
      return state.paused?.reason === "needs-person" ? (firstOpen ?? `fabrikk run ${run}`) : `fabrikk run ${run}`;
    case "completed":
      return `fabrikk report ${run}`;
    case "blocked":
      return firstOpen ?? `fabrikk report ${run}`;
  }
}
