import { openRepository } from "@fabrikk/git";

import { artifactText } from "../artifact-text.ts";
import type { CommandContext } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";
import { newRun } from "../new-run.ts";
import { readConfig } from "../read-config.ts";
import type { CommandOutput } from "../reporter.ts";
import { verdictText } from "../verdict-text.ts";

/** Reads specs into a run artifact, plans it, and writes a run that waits for approval (FAB-INT-001). */
export async function prepare(context: CommandContext, specs: readonly string[]): Promise<CommandOutput> {
  const repository = await openRepository(context.folder);
  const { config } = await readConfig(repository.root);
  const { run, artifact, plan, base, uncommitted } = await newRun({
    repository,
    config,
    specs,
    folder: context.folder,
  });
  const refused = [plan.specReview, plan.planReview].some(({ value }) => value === "fail");
  const step = config.mode === "autopilot" ? `fabrikk run ${run}` : `fabrikk approve ${run}`;
  const next = refused ? "mend the spec and prepare it again: as it is, the run would end blocked" : step;
  const preparation = {
    subject_sha256: plan.subjectSha256,
    base_commit: base.commit,
    waves: plan.graph.waves,
    spec_review: plan.specReview,
    plan_review: plan.planReview,
    uncommitted,
    next,
  };
  const text = [
    artifactText(artifact, plan.graph),
    ...verdictText("Spec review", plan.specReview),
    ...verdictText("Plan review", plan.planReview),
    ...(uncommitted === null ? [] : [`Left alone: ${uncommitted}`]),
    `Run ${run} is prepared. Next: ${next}`,
  ];
  return { json: { ...artifact, run, preparation }, text: text.join("\n"), exitCode: exitCode.completed };
}
