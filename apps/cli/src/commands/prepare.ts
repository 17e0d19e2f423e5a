import { resolve } from "node:path";

import { openRepository } from "@fabrikk/git";

import { artifactText } from "../artifact-text.ts";
import type { CommandContext } from "../command-context.ts";
import { startNotices } from "../config-notices.ts";
import { exitCode } from "../exit-code.ts";
import { newRun } from "../new-run.ts";
import { mendTheSpec, planFaults } from "../plan-refusal.ts";
import { readConfig } from "../read-config.ts";
import type { CommandOutput } from "../reporter.ts";
import { usageError } from "../usage-error.ts";
import { verdictText } from "../verdict-text.ts";

/** Reads specs into a run artifact, plans it, and writes a run that waits for approval (FAB-INT-001). */
export async function prepare(context: CommandContext, specs: readonly string[]): Promise<CommandOutput> {
  const repository = await openRepository(context.folder);
  const folder = specs.find((spec) => resolve(context.folder, spec) === repository.root);
  if (folder !== undefined)
    throw usageError(`${folder} is the repository's folder, and no spec`, "name Markdown files");
  const { config } = await readConfig(repository.root);
  const { run, artifact, plan, base, uncommitted } = await newRun({
    repository,
    config,
    specs,
    folder: context.folder,
  });
  const notices = await startNotices({ root: repository.root, config }, repository);
  const refused = planFaults([plan.specReview, plan.planReview]).length > 0;
  const step = config.mode === "autopilot" ? `fabrikk run ${run}` : `fabrikk approve ${run}`;
  const next = refused ? mendTheSpec : step;
  const preparation = {
    subject_sha256: plan.subjectSha256,
    base_commit: base.commit,
    waves: plan.graph.waves,
    spec_review: plan.specReview,
    plan_review: plan.planReview,
    uncommitted,
    notices,
    next,
  };
  const text = [
    artifactText(artifact, plan.graph),
    ...verdictText("Spec review", plan.specReview),
    ...verdictText("Plan review", plan.planReview),
    ...(uncommitted === null ? [] : [`Left alone: ${uncommitted}`]),
    ...notices.map((notice) => `Notice: ${notice}`),
    `Run ${run} is prepared. Next: ${next}`,
  ];
  return { json: { ...artifact, run, preparation }, text: text.join("\n"), exitCode: exitCode.completed };
}
