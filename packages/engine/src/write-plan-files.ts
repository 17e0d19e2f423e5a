import { drawPlan } from "@fabrikk/compiler";
import type { CurrentFiles, RunArtifact } from "@fabrikk/state";
import type { RunFiles } from "@fabrikk/state/ports";

import type { RunPlan } from "./plan-run.ts";

/** What a generation of a run is made from, and where its files go. */
export interface PlanFiles {
  readonly files: RunFiles;
  readonly names: CurrentFiles;
  readonly artifact: RunArtifact;
  readonly plan: RunPlan;
}

/** Writes the frozen files of a generation. They count once a record names their hashes: before that there are none. */
export async function writePlanFiles({ files, names, artifact, plan }: PlanFiles): Promise<void> {
  await files.write(names.artifact, `${JSON.stringify(artifact, null, 2)}\n`);
  await files.write(names.graph, `${JSON.stringify(plan.graph, null, 2)}\n`);
  await files.write(names.plan, drawPlan(plan.graph).table);
}
