import { collectEvidence, judge } from "@fabrikk/verifier";
import type { StepOutputOf } from "@fabrikk/state";

import { taskOf } from "./attempt-of.ts";
import { evidenceRequest } from "./evidence-request.ts";
import { headOf } from "./head-of.ts";
import { PersonNeeded } from "./person-needed.ts";
import type { Run } from "./run.ts";
import { stepMarker } from "./step-marker.ts";
import type { Step } from "./step.ts";

/**
 * Verify, then trust: fabrikk itself measures the attempt's tree in a clean workspace and judges the claim by it
 * (FAB-VER-001). Follows from the tree alone, so recovery measures again.
 */
export async function verifyAttempt(run: Run, id: string, attempt: number): Promise<Step<"verify">> {
  const { task, attempts } = taskOf(run, id);
  const settlement = attempts.find((one) => one.attempt === attempt)?.settlement ?? null;
  if (settlement === null) throw new Error(`attempt ${attempt} of ${id} has not settled`);
  const key = `${id}/attempt-${attempt}/verify`;
  const verify = async (): Promise<StepOutputOf<"verify">> => {
    const { tree } = settlement;
    const evidence =
      tree === null
        ? []
        : await collectEvidence(run, {
            ...evidenceRequest(run, { tree, checks: task.checks, task: id }),
            commit: headOf(run).commit,
            name: `${id}-${attempt}-verify`,
            marker: stepMarker(run, key),
            evidenceFolder: `tasks/${id}/attempt-${attempt}/evidence`,
          });
    const files = new Set(tree === null ? [] : await run.repository.listFiles(tree));
    const redone = run.state.redone.get(id) ?? null;
    const { boundaries } = run.artifact;
    const verdict = judge({ task, settlement, boundaries, files, redone }, evidence);
    if (verdict.value === "unknown") throw new PersonNeeded(`attempt ${attempt} of ${id}`, verdict);
    return { kind: "verify", task: id, attempt, verdict, evidence };
  };
  return {
    key,
    kind: "verify",
    input: { tree: settlement.tree, base: settlement.base_tree, task, attempt },
    run: verify,
    recover: verify,
  };
}
