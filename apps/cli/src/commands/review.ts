import { drawCertificate } from "@fabrikk/compiler";
import { planRun } from "@fabrikk/engine";

import { artifactText } from "../artifact-text.ts";
import type { CommandContext } from "../command-context.ts";
import { startNotices } from "../config-notices.ts";
import { exitCode } from "../exit-code.ts";
import { planCertificate } from "../plan-certificate.ts";
import { mendTheSpec, planFaults } from "../plan-refusal.ts";
import { auditText, readAudit } from "../read-audit.ts";
import { readRun, type RunReading } from "../read-run.ts";
import type { CommandOutput } from "../reporter.ts";
import { verdictText } from "../verdict-text.ts";

/**
 * What an approval would approve: fingerprints, counts, requirements, tasks, certificate, baseline and what preparation found, and
 * the hash that binds it. Only reads.
 */
export async function review(context: CommandContext, wanted: string | undefined): Promise<CommandOutput> {
  const reading = await readRun(context.folder, wanted);
  const { root, run, dir, artifact, graph, state, created, status } = reading;
  const { subject_sha256: subject, base_commit: baseCommit, config } = created;
  const { specReview, planReview } = planRun({ artifact, config, baseCommit });
  const notices = state.ended === null ? await startNotices({ root, config }) : [];
  const certificate = planCertificate(graph, config);
  const audit = await readAudit(dir);
  const preparation = {
    state: status.state,
    subject_sha256: subject,
    base_commit: baseCommit,
    spec_review: specReview,
    plan_review: planReview,
    approved_by: state.approval?.by ?? null,
    certificate,
    audit,
    notices,
  };
  const refused = planFaults([specReview, planReview]).length > 0;
  const text = [
    artifactText(artifact, graph),
    "",
    drawCertificate(certificate),
    ...(audit === null ? [] : auditText(audit)),
    ...verdictText("Spec review", specReview),
    ...verdictText("Plan review", planReview),
    `Run ${run} on ${baseCommit.slice(0, 10)}, hash ${subject.slice(0, 16)}`,
    ...notices.map((notice) => `Notice: ${notice}`),
    refused && state.ended === null ? `Next: ${mendTheSpec}` : approvalLine(reading),
  ];
  return { json: { ...artifact, run, preparation }, text: text.join("\n"), exitCode: exitCode.completed };
}

function approvalLine({ run, state: { approval }, status }: RunReading): string {
  return approval === null
    ? `Not approved. Next: fabrikk approve ${run}`
    : `Approved by ${approval.by}. Next: ${status.next_action}`;
}
