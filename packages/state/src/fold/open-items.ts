import type { Condition, Verdict } from "../records/verdict.ts";
import { openFindings } from "./open-findings.ts";
import type { RequirementState } from "./requirement-states.ts";
import { roundsAtHead } from "./rounds-at-head.ts";
import type { RunState } from "./run-state.ts";
import type { OpenItem } from "./status.ts";

/** What stands between the run and its end, the nearest cause first: approval, why it waits, reviews, tasks, gate, findings, requirements. */
export function openItems(state: RunState, requirements: readonly RequirementState[]): readonly OpenItem[] {
  const run = state.created?.run ?? "";
  const { hygiene, council } = roundsAtHead(state);
  return [
    ...missingApproval(state),
    ...causeOfWaiting(state),
    ...openConditions("spec-review", state.specReview),
    ...openConditions("plan", state.planReview),
    ...blockedTasks(state),
    ...openConditions("hygiene", hygiene?.verdict ?? null),
    ...openConditions("council", council?.verdict ?? null),
    ...openFindings(state).map((finding) => ({
      id: finding.id,
      why: `${finding.tier}: ${finding.statement}`,
      code: null,
      next: finding.fix,
    })),
    ...requirements
      .filter((requirement) => requirement.state === "open")
      .map(({ id, why }) => ({ id, why, code: null, next: `\`fabrikk explain ${run}\`` })),
  ];
}

function missingApproval({ created, approval, ended }: RunState): readonly OpenItem[] {
  if (created === null || ended !== null || approval?.subject_sha256 === created.subject_sha256) return [];
  const next = `read it with \`fabrikk review ${created.run}\`, then \`fabrikk approve ${created.run}\``;
  return [{ id: "approval", why: "the plan is not approved", code: null, next }];
}

/** Why a run that waits for a person waits, where nothing else below says it: a fact that could not be measured. */
function causeOfWaiting({ paused, tasks, approval, created }: RunState): readonly OpenItem[] {
  const saidBelow = [...tasks.values()].some(({ blocked }) => blocked?.needsPerson === true) || approval === null;
  if (paused?.reason !== "needs-person" || saidBelow) return [];
  return [{ id: "run", why: paused.detail, code: null, next: `mend it, then \`fabrikk run ${created?.run ?? ""}\`` }];
}

function openConditions(place: string, verdict: Verdict | null): readonly OpenItem[] {
  return (verdict?.conditions ?? [])
    .filter((condition) => condition.value === "fail" || condition.value === "unknown")
    .map((condition: Condition) => ({
      id: `${place}/${condition.condition}`,
      why: condition.message,
      code: condition.code,
      next: condition.next ?? "mend it and run again",
    }));
}

function blockedTasks(state: RunState): readonly OpenItem[] {
  const run = state.created?.run ?? "";
  const mendAndGoOn = `mend it, then \`fabrikk run ${run}\``;
  const mendAndPrepare = `mend the spec, its checks or the agent, then \`fabrikk prepare --update ${run}\``;
  return [...state.tasks.values()].flatMap(({ task, blocked }) => {
    if (blocked === null) return [];
    const { code, reason: why, needsPerson } = blocked;
    return [{ id: task.id, why, code, next: needsPerson ? mendAndGoOn : mendAndPrepare }];
  });
}
