import { runHygiene } from "@fabrikk/hygiene";
import type { StepOutputOf } from "@fabrikk/state";
import { collectEvidence } from "@fabrikk/verifier";

import { afterLeftovers } from "./after-leftovers.ts";
import { evidenceRequest } from "./evidence-request.ts";
import { headOf } from "./head-of.ts";
import { PersonNeeded } from "./person-needed.ts";
import type { Run } from "./run.ts";
import type { Step } from "./step.ts";

/** Stage 4: the project's quality gate over the whole of the branch, before any reviewer (FAB-HYG-001). What is measured already is not measured twice. */
export function hygieneGate(run: Run): Step<"hygiene"> {
  const { tree, commit } = headOf(run);
  const short = commit.slice(0, 12);
  const marker = `${run.id}/hygiene/${short}`;
  const look = async (): Promise<StepOutputOf<"hygiene">> => {
    const { verdict, findings, evidence } = await runHygiene({
      gate: run.artifact.quality_gate,
      tree,
      measure: (checks) =>
        collectEvidence(run, {
          ...evidenceRequest(run, { tree, checks, task: "hygiene" }),
          commit,
          name: `hygiene-${short}`,
          marker,
          evidenceFolder: `hygiene/${short}`,
        }),
    });
    if (verdict.value === "unknown") throw new PersonNeeded("the quality gate", verdict);
    return { kind: "hygiene", tree, verdict, findings: [...findings], evidence: [...evidence] };
  };
  return {
    key: `hygiene/${short}`,
    kind: "hygiene",
    input: { commit, tree, gate: run.artifact.quality_gate },
    run: look,
    recover: afterLeftovers(run, marker, look),
  };
}
