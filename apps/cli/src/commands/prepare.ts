import { resolve } from "node:path";

import type { FormatName } from "@fabrikk/compiler";
import { openRepository, type GitRepository } from "@fabrikk/git";
import { explainSources, type ExplainedLine } from "@fabrikk/intake";
import { readSources } from "@fabrikk/intake/node";
import { isFabrikkError } from "@fabrikk/state";

import { artifactText } from "../artifact-text.ts";
import type { CommandContext } from "../command-context.ts";
import { startNotices } from "../config-notices.ts";
import { exitCode } from "../exit-code.ts";
import { explanationText } from "../explanation-text.ts";
import { newRun, type Preparation, type PreparedRun } from "../new-run.ts";
import { mendTheSpec, planFaults } from "../plan-refusal.ts";
import { readConfig } from "../read-config.ts";
import type { CommandOutput } from "../reporter.ts";
import { untilInterrupted } from "../until-interrupted.ts";
import { usageError } from "../usage-error.ts";
import { verdictText } from "../verdict-text.ts";

/** What `fabrikk prepare` was asked. */
export interface PrepareRequest {
  readonly specs: readonly string[];
  readonly format?: FormatName | undefined;
  /** Say for each line of the specs what it was read as. */
  readonly explain?: boolean | undefined;
}

/** Reads specs into a run artifact, plans it, and writes a run that waits for approval (FAB-INT-001). */
export async function prepare(context: CommandContext, request: PrepareRequest): Promise<CommandOutput> {
  return await untilInterrupted(context.reporter, async (signal) => await prepareRun(context, request, signal));
}

async function prepareRun(
  context: CommandContext,
  request: PrepareRequest,
  signal: AbortSignal,
): Promise<CommandOutput> {
  const repository = await openRepository(context.folder);
  refuseWholeRepository(context, { repository, specs: request.specs });
  const { config } = await readConfig(repository.root);
  const preparation: Preparation = {
    repository,
    config,
    specs: request.specs,
    folder: context.folder,
    format: request.format,
    tell: (line) => context.reporter.progress(line, "quiet"),
    signal,
  };
  const prepared = await newRun(preparation).catch(async (error: unknown) => {
    // What was read is most wanted where it was not enough.
    if (request.explain === true && isFabrikkError(error)) await tellReading(context, { repository, request });
    throw error;
  });
  const explanation = request.explain === true ? prepared.explanation : null;
  const notices = await startNotices({ root: repository.root, config }, repository);
  return outputOf({ prepared, notices, explanation, isAutopilot: config.mode === "autopilot" });
}

function refuseWholeRepository(
  { folder }: CommandContext,
  { repository, specs }: { readonly repository: GitRepository; readonly specs: readonly string[] },
): void {
  const whole = specs.find((spec) => resolve(folder, spec) === repository.root);
  if (whole !== undefined)
    throw usageError(`${whole} is the repository's folder, and no spec`, "name documents, or the folder of one spec");
}

async function tellReading(
  { folder, reporter }: CommandContext,
  { repository, request }: { readonly repository: GitRepository; readonly request: PrepareRequest },
): Promise<void> {
  const paths = request.specs.map((spec) => resolve(folder, spec));
  const sources = await readSources(repository.root, paths).catch(() => []);
  for (const line of explanationText(explainSources(sources, request.format))) reporter.progress(line);
}

interface Ending {
  readonly prepared: PreparedRun;
  readonly notices: readonly string[];
  readonly explanation: readonly ExplainedLine[] | null;
  readonly isAutopilot: boolean;
}

function outputOf({ prepared, notices, explanation, isAutopilot }: Ending): CommandOutput {
  const { run, artifact, plan, base, uncommitted } = prepared;
  const refused = planFaults([plan.specReview, plan.planReview]).length > 0;
  const next = refused ? mendTheSpec : isAutopilot ? `fabrikk run ${run}` : `fabrikk approve ${run}`;
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
    ...(explanation === null ? [] : explanationText(explanation)),
    artifactText(artifact, plan.graph),
    ...verdictText("Spec review", plan.specReview),
    ...verdictText("Plan review", plan.planReview),
    ...(uncommitted === null ? [] : [`Left alone: ${uncommitted}`]),
    ...notices.map((notice) => `Notice: ${notice}`),
    `Run ${run} is prepared. Next: ${next}`,
  ];
  const json = { ...artifact, run, preparation, ...(explanation === null ? {} : { explanation }) };
  return { json, text: text.join("\n"), exitCode: exitCode.completed };
}
