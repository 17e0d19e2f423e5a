export type { Claim } from "./claim.ts";
export { collectEvidence, type EvidencePorts, type EvidenceRequest } from "./collect-evidence.ts";
export { judge } from "./judge.ts";
export { judgeCombined } from "./judge-combined.ts";
