import { currentFiles, hashJson, type Config, type RunArtifact, type RunState, type StaleReason } from "@fabrikk/state";
import type { Journal, RunFiles } from "@fabrikk/state/ports";

import { decideKept } from "./decide-kept.ts";
import type { RunPlan } from "./plan-run.ts";
import { writePlanFiles } from "./write-plan-files.ts";

/** A changed spec for a run that there is already. */
export interface RunUpdate {
  readonly journal: Journal;
  readonly files: RunFiles;
  /** What the journal folds to. Nothing may be half landed in it: `landRun` comes first. */
  readonly state: RunState;
  readonly artifact: RunArtifact;
  readonly plan: RunPlan;
  /** The configuration from now on; without it, that of the generation before. */
  readonly config?: Config;
  /** Tasks that mean the same in the old plan and the new one, as the compiler's `replan` tells. */
  readonly kept: readonly string[];
  /** Tasks of both plans that mean something else, and why, as `replan` tells. */
  readonly stale: readonly { readonly task: string; readonly because: StaleReason }[];
}

/**
 * Opens the next generation of a run (FAB-INT-009, FAB-TOP-003): writes the new plan's files, then the record that makes it the
 * run's. It waits for an approval of the new plan. Kept tasks that stand on the branch stay there; all others are to be done. A
 * run that has ended goes on. Whoever dies before the record has changed nothing.
 */
export async function updateRun(update: RunUpdate): Promise<void> {
  const { journal, files, state, artifact, plan, config = state.config } = update;
  if (config === null || state.landing !== null) throw new Error("only a run that is whole can be updated");
  const generation = state.generation + 1;
  await writePlanFiles({ files, names: currentFiles({ generation }), artifact, plan });
  const kept = decideKept(state, update);
  await journal.append({
    type: "run-updated",
    generation,
    title: artifact.title,
    artifact_sha256: hashJson(artifact),
    graph_sha256: hashJson(plan.graph),
    config,
    subject_sha256: plan.subjectSha256,
    kept: [...kept.tasks],
    open: [...kept.open],
    stale: [...kept.stale],
    findings: kept.findings.map(({ finding, redone }) => ({ finding, redone: [...redone] })),
  });
}
