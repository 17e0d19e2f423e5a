import type { Run } from "./run.ts";

/**
 * Is the plan approved? The approval is bound to the hash of artifact, graph, configuration and base (FAB-HUM-002); where
 * none is recorded, the answers are asked once, and nothing waits (FAB-HUM-004).
 */
export async function approvePlan(run: Run): Promise<boolean> {
  const subject = run.state.created?.subject_sha256 ?? "";
  if (run.state.approval?.subject_sha256 === subject) return true;
  const answer = await run.answers.find({
    id: "plan-approval",
    text: `approve the plan of run ${run.id}`,
    subjectSha256: subject,
  });
  if (answer === null || answer.decision === "refused" || answer.subjectSha256 !== subject) return false;
  await run.record({ type: "approval-given", subject_sha256: subject, by: answer.by, channel: answer.channel });
  return true;
}
