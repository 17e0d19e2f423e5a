import { subgraph, type FormatName } from "@fabrikk/compiler";
import { openRepository } from "@fabrikk/git";
import type { ExplainedLine } from "@fabrikk/intake";

import type { CommandContext } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";
import { explanationText } from "../explanation-text.ts";
import { mendTheSpec, planFaults } from "../plan-refusal.ts";
import { planCertificate } from "../plan-certificate.ts";
import { readConfig } from "../read-config.ts";
import type { CommandOutput } from "../reporter.ts";
import { untilInterrupted } from "../until-interrupted.ts";
import { updateRunFromSpecs, type UpdatedRun } from "../update-run.ts";
import { updateText } from "../update-text.ts";
import { verdictText } from "../verdict-text.ts";

/** What `fabrikk prepare --update` was asked. */
export interface UpdateOptions {
  readonly run: string;
  readonly specs: readonly string[];
  readonly format?: FormatName | undefined;
  readonly explain?: boolean | undefined;
}

/** Shows what an edit of the specs changes, and prepares the run again; what stays valid is kept (FAB-INT-009, FAB-TOP-003). */
export async function prepareUpdate(context: CommandContext, options: UpdateOptions): Promise<CommandOutput> {
  return await untilInterrupted(context.reporter, async (signal) => await update(context, options, signal));
}

async function update(context: CommandContext, options: UpdateOptions, signal: AbortSignal): Promise<CommandOutput> {
  const repository = await openRepository(context.folder);
  const { config } = await readConfig(repository.root);
  const updated = await updateRunFromSpecs({
    repository,
    config,
    folder: context.folder,
    ...options,
    tell: (line) => context.reporter.progress(line, "quiet"),
    signal,
  });
  const { work, plan } = updated;
  const kept = new Set(work.tasks.kept);
  const again = new Set(plan.graph.tasks.map(({ id }) => id).filter((id) => !kept.has(id)));
  const certificate = planCertificate(subgraph(plan.graph, again), config);
  const text = updateText({ ...updated, price: certificate });
  const explanation = options.explain === true ? updated.explanation : null;
  return outputOf(options.run, { updated, certificate, text, explanation });
}

interface Ending {
  readonly updated: UpdatedRun;
  readonly certificate: ReturnType<typeof planCertificate>;
  readonly text: readonly string[];
  readonly explanation: readonly ExplainedLine[] | null;
}

function outputOf(run: string, { updated, certificate, text, explanation }: Ending): CommandOutput {
  const { after, plan, work, isWritten, isApproved } = updated;
  const refused = planFaults([plan.specReview, plan.planReview]).length > 0;
  const next = refused ? mendTheSpec : isApproved ? `fabrikk run ${run}` : `fabrikk approve ${run}`;
  const preparation = {
    subject_sha256: plan.subjectSha256,
    spec_review: plan.specReview,
    plan_review: plan.planReview,
    next,
  };
  return {
    json: {
      run,
      updated: isWritten,
      ...work,
      price: certificate,
      artifact: after,
      preparation,
      ...(explanation === null ? {} : { explanation }),
    },
    text: [
      ...(explanation === null ? [] : explanationText(explanation)),
      ...text,
      ...verdictText("Spec review", plan.specReview),
      ...verdictText("Plan review", plan.planReview),
      isWritten
        ? `Run ${run} is prepared again and waits for an approval. Next: ${next}`
        : `Nothing that the run ${run} is bound to has changed. Next: ${next}`,
    ].join("\n"),
    exitCode: exitCode.completed,
  };
}
