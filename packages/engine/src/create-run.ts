import { currentFiles, hashJson, type Config, type RunArtifact } from "@fabrikk/state";
import type { Journal, RunFiles } from "@fabrikk/state/ports";

import type { RunPlan } from "./plan-run.ts";
import { writePlanFiles } from "./write-plan-files.ts";

/** What a run begins with. */
export interface NewRun {
  readonly journal: Journal;
  readonly files: RunFiles;
  readonly run: string;
  readonly artifact: RunArtifact;
  readonly plan: RunPlan;
  readonly config: Config;
  readonly base: { readonly commit: string; readonly branch: string | null };
}

/** Writes a run's frozen files, then the record that makes it a run: without that record there is none. */
export async function createRun({ journal, files, run, artifact, plan, config, base }: NewRun): Promise<void> {
  await writePlanFiles({ files, names: currentFiles({ generation: 1 }), artifact, plan });
  await journal.append({
    type: "run-created",
    run,
    title: artifact.title,
    artifact_sha256: hashJson(artifact),
    graph_sha256: hashJson(plan.graph),
    config,
    base_commit: base.commit,
    base_ref: base.branch,
    subject_sha256: plan.subjectSha256,
  });
}
