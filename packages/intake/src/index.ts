export { buildArtifact, type ArtifactOptions } from "./build-artifact.ts";
export type { SourceFile } from "./decode-source.ts";
export { auditBaseline } from "./audit/audit-baseline.ts";
export type { AuditPorts, AuditRequest } from "./audit/audit-request.ts";
export { compareAudits, type AuditChange, type AuditDifference } from "./audit/compare-audits.ts";
export { describeDifference } from "./audit/describe-difference.ts";
export { detectGate, type GateDetection } from "./gate/detect-gate.ts";
export type { GateProposal } from "./gate/gate-proposal.ts";
export { reviewSpec } from "./review-spec.ts";
export { explainLines, explainSources, type ExplainedLine } from "./explain-sources.ts";
export {
  prepareArtifact,
  type PreparedArtifact,
  type PreparationOptions,
  type PreparationPorts,
} from "./prepare-artifact.ts";
export type { AgentQuestion, AskAgent } from "./ask-agent.ts";
export type { RepositoryView } from "./repository-view.ts";
export {
  agentAsker,
  type AgentAsker,
  type AskerOptions,
  type AskerPorts,
  type PreparationPaper,
} from "./asking/agent-asker.ts";
export type { AnswerRound } from "./asking/ask-in-rounds.ts";
export { normalizeProse, type NormalizerRequest } from "./normalize/normalize-prose.ts";
export type { NormalizedProse } from "./normalize/read-prose-answer.ts";
export { proposeGroupings, type PlannerProposal, type PlannerRequest } from "./planner/propose-groupings.ts";
export { fingerprints } from "./fingerprints.ts";
