import type { StepOutputOf } from "@fabrikk/state";

import { decideRepairs } from "./decide-repairs.ts";
import { headOf } from "./head-of.ts";
import type { Run } from "./run.ts";
import type { Step } from "./step.ts";

/** What gate and council found at this tree becomes repair tasks that go through the whole pipeline again (FAB-CNV-002). */
export function repairFindings(run: Run): Step<"repair"> {
  const { commit } = headOf(run);
  const repair = async (): Promise<StepOutputOf<"repair">> => ({
    kind: "repair",
    ...decideRepairs(run.state, run.artifact),
  });
  return { key: `repair/${commit.slice(0, 12)}`, kind: "repair", input: { commit }, run: repair, recover: repair };
}
