export { approveRun, type ApprovalRequest } from "./approve-run.ts";
export { createRun, type NewRun } from "./create-run.ts";
export type { RunOutcome } from "./end-run.ts";
export type { EnginePorts, Reviewer } from "./engine-ports.ts";
export { explainRun } from "./explain-run.ts";
export { mergeKind, type MergeKind } from "./merge-kind.ts";
export { planRun, type RunPlan } from "./plan-run.ts";
export { mergeCommand, renderReport, type Report, type ReportFacts } from "./render-report.ts";
export { runPipeline } from "./run-pipeline.ts";
