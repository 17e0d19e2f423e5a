import { planRun } from "@fabrikk/engine";

import { artifactText } from "../artifact-text.ts";
import type { CommandContext } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";
import { readRun } from "../read-run.ts";
import type { CommandOutput } from "../reporter.ts";
import { verdictText } from "../verdict-text.ts";

/** What an approval would approve: the run artifact as it is, and the hash that binds it. Only reads. */
export async function review(context: CommandContext, wanted: string | undefined): Promise<CommandOutput> {
  const { run, artifact, graph, state, created, status } = await readRun(context.folder, wanted);
  const { approval } = state;
  const { subject_sha256: subject, base_commit: baseCommit } = created;
  const { specReview, planReview } = planRun({ artifact, config: created.config, baseCommit });
  const preparation = {
    state: status.state,
    subject_sha256: subject,
    base_commit: baseCommit,
    spec_review: specReview,
    plan_review: planReview,
    approved_by: approval?.by ?? null,
  };
  const text = [
    artifactText(artifact, graph),
    ...verdictText("Spec review", specReview),
    ...verdictText("Plan review", planReview),
    `Run ${run} on ${baseCommit.slice(0, 10)}, hash ${subject.slice(0, 16)}`,
    approval === null
      ? `Not approved. Next: fabrikk approve ${run}`
      : `Approved by ${approval.by}. Next: ${status.next_action}`,
  ];
  return { json: { ...artifact, run, preparation }, text: text.join("\n"), exitCode: exitCode.completed };
}
