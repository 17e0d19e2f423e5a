import type { Evidence } from "../records/evidence.ts";
import type { Finding } from "../records/finding.ts";
import type { JournalEvent } from "../records/journal-event.ts";
import type { StepOutput, StepOutputOf } from "../records/step-output.ts";
import type { Task } from "../records/task.ts";
import { isToMend } from "./open-findings.ts";
import { advanceTask, nothingUnsaved, type MutableRunState } from "./mutable-run-state.ts";
import { evidenceKey, type HygieneRound } from "./run-state.ts";

/** What a finished step means for the state, by its kind. */
export function foldStepFinished(
  state: MutableRunState,
  event: Extract<JournalEvent, { type: "step-finished" }>,
): void {
  const step = state.steps.get(event.key);
  if (step === undefined) throw new Error(`record ${event.seq}: step ${event.key} finished and never started`);
  state.steps.set(event.key, { ...step, output: event.output, finishedAt: event.at });
  foldOutput(state, event.output, event.at);
}

function foldOutput(state: MutableRunState, output: StepOutput, at: string): void {
  switch (output.kind) {
    case "spec-review":
      state.specReview = output.verdict;
      return;
    case "plan":
      state.planReview = output.verdict;
      state.reopened.clear();
      return planTasks(state, output.tasks);
    case "branch":
      state.branch = { ref: output.ref, commit: output.commit, tree: output.tree };
      return;
    case "work":
      return foldWork(state, output);
    case "verify":
      return foldVerify(state, output);
    case "integrate":
      return foldIntegrate(state, output, at);
    case "move-branch":
      return foldMoveBranch(state, output, at);
    case "checkpoint":
      state.checkpoints.push(output.checkpoint);
      state.unsaved = nothingUnsaved;
      return;
    case "hygiene":
      keepEvidence(state, output.evidence);
      state.hygiene.push(roundOf(state, output));
      return;
    case "council":
      state.council.push(roundOf(state, output));
      return keepFindings(state, output.findings);
    case "repair":
      state.refusedFindings.push(...output.refused);
      for (const task of output.tasks) addTask(state, task);
      return;
    case "review":
      state.reviewers.set(output.reviewer, {
        sessions: (state.reviewers.get(output.reviewer)?.sessions ?? 0) + output.sessions,
      });
      return;
    case "audit":
      state.audit = output;
      return;
    case "report":
      return;
  }
}

/** The tasks of the plan, in its order. Those that an update kept stay as they are, as the new plan has them; then repairs of them. */
function planTasks(state: MutableRunState, tasks: readonly Task[]): void {
  const kept = new Map(state.tasks);
  state.tasks.clear();
  for (const task of tasks) {
    const known = kept.get(task.id);
    if (known === undefined) addTask(state, task);
    else state.tasks.set(task.id, { ...known, task });
    kept.delete(task.id);
  }
  for (const [id, task] of kept) state.tasks.set(id, task);
}

/** A task to be done. One that an earlier generation had goes on with the numbers of its attempts. */
function addTask(state: MutableRunState, task: Task): void {
  const attempts = state.former.get(task.id)?.attempts ?? [];
  state.former.delete(task.id);
  state.tasks.set(task.id, { task, status: "pending", attempts, commit: null, blocked: null });
}

function roundOf(
  { generation }: MutableRunState,
  { tree, verdict, findings }: Omit<HygieneRound, "generation">,
): HygieneRound {
  return { generation, tree, verdict, findings };
}

function foldWork(state: MutableRunState, { task, attempt, settlement }: StepOutputOf<"work">): void {
  const gone = settlement.outcome === "lost" || settlement.outcome === "cancelled";
  const status = settlement.outcome === "lost" ? "lost" : settlement.outcome === "cancelled" ? "cancelled" : "settled";
  advanceTask(state, { id: task, event: gone ? "lose" : "settle", attempt: { attempt, status, settlement } });
}

function foldVerify(state: MutableRunState, { task, attempt, verdict, evidence }: StepOutputOf<"verify">): void {
  if (verdict.value === "unknown") throw new Error(`record ${state.seq}: an unknown verdict is no output of a step`);
  keepEvidence(state, evidence);
  const passed = verdict.value === "pass" || verdict.value === "warn";
  const status = passed ? "accepted" : "refused";
  const event = passed ? "accept" : "refuse";
  advanceTask(state, { id: task, event, attempt: { attempt, status, verdict } });
}

function foldIntegrate(state: MutableRunState, integrate: StepOutputOf<"integrate">, at: string): void {
  const { integrated, rejected, evidence } = integrate;
  state.landing = integrated.length > 0 ? { integrate, at } : null;
  keepEvidence(state, evidence);
  state.integrations += 1;
  // A wave of which nothing stayed has no checkpoint; in a continuous schedule the next checkpoint tells what went back.
  if (integrated.length > 0 || state.config?.schedule === "continuous") {
    const back = rejected.map(({ task }) => task);
    state.unsaved = { ...state.unsaved, rejected: [...state.unsaved.rejected, ...back] };
  }
  for (const { task, attempt, verdict } of rejected) {
    advanceTask(state, { id: task, event: "reject", attempt: { attempt, status: "rejected", verdict } });
  }
}

function foldMoveBranch(state: MutableRunState, output: StepOutputOf<"move-branch">, at: string): void {
  state.landing = null;
  state.unsaved = { ...state.unsaved, moves: [...state.unsaved.moves, { move: output, at }] };
  state.branch = { ref: output.ref, commit: output.new, tree: output.tree };
  for (const { task, attempt, commit } of output.commits) {
    advanceTask(state, {
      id: task,
      event: "integrate",
      change: { commit },
      attempt: { attempt, status: "integrated" },
    });
    mendFindings(state, task, attempt);
  }
}

/** What this round found takes the place of what the round before it found. What is inherited stays until it is mended. */
function keepFindings({ unmended }: MutableRunState, findings: readonly Finding[]): void {
  for (const [id, { isInherited }] of unmended) if (!isInherited) unmended.delete(id);
  for (const finding of findings.filter(isToMend)) {
    if (!unmended.has(finding.id)) unmended.set(finding.id, { finding, isInherited: false, redone: [] });
  }
}

/** A repair on the branch mends its finding, and a task that was done again what was found in it, if it changed anything. */
function mendFindings({ tasks, unmended }: MutableRunState, id: string, attempt: number): void {
  const known = tasks.get(id);
  const hasChanged = known?.attempts.some(
    (one) => one.attempt === attempt && (one.settlement?.changes.length ?? 0) > 0,
  );
  for (const [finding, { redone }] of unmended) {
    const isMended = known?.task.repair?.finding === finding || (hasChanged === true && redone.includes(id));
    if (isMended) unmended.delete(finding);
  }
}

/** Unknown is not remembered: what could not be measured is measured again. */
function keepEvidence(state: MutableRunState, evidence: readonly Evidence[]): void {
  for (const one of evidence) if (one.value !== "unknown") state.evidence.set(evidenceKey(one.tree, one.subject), one);
}
