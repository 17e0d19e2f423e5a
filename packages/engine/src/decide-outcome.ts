import { requirementStates, type RunArtifact, type RunState, type Verdict } from "@fabrikk/state";

/** Does a verdict let the run go on? Unknown never does. */
export function holds(verdict: Verdict): boolean {
  return verdict.value === "pass" || verdict.value === "warn";
}

/** Does every task, repairs included, stand on the branch? */
export function allIntegrated(state: RunState): boolean {
  return [...state.tasks.values()].every(({ status }) => status === "integrated");
}

/** How a run that has nothing left to do stands. Pure. */
export type Decision =
  | { readonly state: "completed" }
  | { readonly state: "blocked"; readonly open: readonly string[] }
  | { readonly state: "needs-person"; readonly detail: string };

/** Completed only when every requirement is verified (FAB-CNV-005); a person is asked where only one can help; else blocked. */
export function decideOutcome(state: RunState, artifact: RunArtifact): Decision {
  const doubt = personNeeded(state);
  if (doubt !== null) return { state: "needs-person", detail: doubt };
  const open = requirementStates(state, artifact).filter((requirement) => requirement.state === "open");
  if (open.length === 0 && allIntegrated(state)) return { state: "completed" };
  return { state: "blocked", open: open.map(({ id, why }) => `${id}: ${why}`) };
}

function personNeeded(state: RunState): string | null {
  for (const verdict of [state.specReview, state.planReview]) {
    if (verdict?.value === "unknown")
      return verdict.conditions
        .filter(({ value }) => value === "unknown")
        .map(({ message }) => message)
        .join("; ");
  }
  const reviewed = state.specReview?.value !== "fail" && state.planReview?.value !== "fail";
  const approved = state.approval !== null && state.approval.subject_sha256 === state.created?.subject_sha256;
  if (reviewed && !approved) return "the plan is not approved";
  const waiting = [...state.tasks.values()].filter(({ blocked }) => blocked?.needsPerson === true);
  return waiting.length === 0
    ? null
    : waiting.map(({ task, blocked }) => `${task.id}: ${blocked?.reason ?? ""}`).join("; ");
}
