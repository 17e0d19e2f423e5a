import type { RunArtifact } from "../records/run-artifact.ts";
import { openFindings } from "./open-findings.ts";
import { roundsAtHead } from "./rounds-at-head.ts";
import type { RunState } from "./run-state.ts";

/** One requirement, the tasks that serve it, and whether it is proven. `deferred`: a person put it off (FAB-PLAN-003). */
export interface RequirementState {
  readonly id: string;
  readonly state: "verified" | "open" | "deferred";
  readonly tasks: readonly string[];
  /** Why it is open, or the reason it was deferred for; empty when verified. */
  readonly why: string;
}

/**
 * A requirement is verified when every task that serves it, repairs included, stands on the branch, and the quality gate
 * and the council have looked at exactly that branch and left nothing to mend (FAB-CNV-005), nor did a council before an update.
 * Anything else is open.
 */
export function requirementStates(state: RunState, artifact: RunArtifact): readonly RequirementState[] {
  const serving = new Map<string, string[]>();
  for (const [id, { task }] of state.tasks) {
    for (const requirement of task.requirement_ids) serving.set(requirement, [...(serving.get(requirement) ?? []), id]);
  }
  const deferrals = new Map(artifact.deferred.map((deferral) => [deferral.requirement_id, deferral.reason]));
  return artifact.requirements.map(({ id }) => {
    const tasks = serving.get(id) ?? [];
    const reason = deferrals.get(id);
    if (reason !== undefined) return { id, state: "deferred", tasks, why: reason };
    const why = whyOpen(state, id, tasks);
    return { id, state: why === "" ? "verified" : "open", tasks, why };
  });
}

function whyOpen(state: RunState, requirement: string, tasks: readonly string[]): string {
  if (state.reopened.has(requirement)) return "the spec was changed, and the run has not gone on since";
  if (tasks.length === 0) return state.planReview === null ? "it is not planned yet" : "no task serves it";
  const missing = tasks.filter((id) => state.tasks.get(id)?.status !== "integrated");
  if (missing.length > 0)
    return missing.map((id) => `task ${id} is ${state.tasks.get(id)?.status ?? "unknown"}`).join(", ");
  const { hygiene, council } = roundsAtHead(state);
  if (hygiene === null) return "the quality gate has not run on the branch as it is";
  if (hygiene.verdict.value === "fail" || hygiene.verdict.value === "unknown")
    return `the quality gate's verdict is ${hygiene.verdict.value}`;
  if (council === null) return "the council has not reviewed the branch as it is";
  if (council.verdict.value === "unknown") return "the council's verdict is unknown";
  const finding = openFindings(state).find(
    ({ requirement_id: concerned }) => concerned === requirement || concerned === null,
  );
  if (finding !== undefined) return `finding ${finding.id} is open`;
  return council.verdict.value === "fail" && !council.findings.some(({ tier }) => tier === "must-fix")
    ? "the council's verdict is fail"
    : "";
}
