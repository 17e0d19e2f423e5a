import { runHygiene } from "@fabrikk/hygiene";
import { gateChecks, verdictOf, type Check, type StepOutputOf } from "@fabrikk/state";
import { collectEvidence, judgeCombined } from "@fabrikk/verifier";

import { evidenceRequest } from "./evidence-request.ts";
import { findingsOfChecks } from "./findings-of-checks.ts";
import { headOf } from "./head-of.ts";
import { PersonNeeded } from "./person-needed.ts";
import type { Run } from "./run.ts";
import { stepMarker } from "./step-marker.ts";
import type { Step } from "./step.ts";

/**
 * Stage 4: the project's quality gate and every task's checks, on the whole of the branch, before any reviewer
 * (FAB-HYG-001). A later task can have broken what an earlier one proved. Facts that passed on exactly this tree are not
 * measured twice.
 */
export function hygieneGate(run: Run): Step<"hygiene"> {
  const { tree, commit } = headOf(run);
  const short = commit.slice(0, 12);
  const key = `hygiene/${short}`;
  const gate = run.artifact.quality_gate;
  const tasks = [...run.state.tasks.values()].map(({ task }) => task);
  const checks: readonly Check[] = [...gateChecks(gate), ...tasks.flatMap((task) => task.checks)];
  const look = async (): Promise<StepOutputOf<"hygiene">> => {
    const evidence = await collectEvidence(run, {
      ...evidenceRequest(run, { tree, checks, task: "hygiene" }),
      commit,
      name: `hygiene-${short}`,
      marker: stepMarker(run, key),
      evidenceFolder: `hygiene/${short}`,
    });
    const hygiene = await runHygiene({ gate, tree, measure: async () => evidence });
    const proofs = judgeCombined({ tree, checks: tasks.flatMap((task) => task.checks), evidence });
    const verdict = verdictOf([...hygiene.verdict.conditions, ...proofs.conditions]);
    if (verdict.value === "unknown") throw new PersonNeeded("the whole branch", verdict);
    const findings = [...hygiene.findings, ...findingsOfChecks({ tree, tasks, evidence })];
    return { kind: "hygiene", tree, verdict, findings, evidence };
  };
  return { key, kind: "hygiene", input: { commit, tree, checks }, run: look, recover: look };
}
