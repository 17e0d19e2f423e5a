export { canonicalJson, hashJson, sha256Hex, type JsonValue } from "./canonical-json.ts";
export { commandEvidence, type CommandCheck, type CommandRun } from "./evidence/command-evidence.ts";
export { countTests } from "./evidence/count-tests.ts";
export { readPattern } from "./evidence/read-pattern.ts";
export { steadyText } from "./evidence/steady-text.ts";
export { FabrikkError, isFabrikkError, type ErrorCode, type FabrikkErrorOptions } from "./fabrikk-error.ts";
export { AuditedCommand, BaselineAudit, CoverageMeasurement, Measurement } from "./records/baseline-audit.ts";
export { Boundaries, BoundaryItem } from "./records/boundary.ts";
export { Cassette, CassetteAction, CassetteEntry } from "./records/cassette.ts";
export { Change } from "./records/change.ts";
export { Check, describeCheck } from "./records/check.ts";
export { Checkpoint } from "./records/checkpoint.ts";
export { AgentConfig, Config } from "./records/config.ts";
export { AttemptFailure, dispatchId, DispatchId, DispatchSpec } from "./records/dispatch.ts";
export { Evidence, evidenceId, findEvidence, Value } from "./records/evidence.ts";
export { FileScope } from "./records/file-scope.ts";
export { Finding, FindingCategory, FindingTier } from "./records/finding.ts";
export { findingId } from "./records/finding-id.ts";
export { ObjectId, RepositoryPath, RequirementId, RunId, Sha256, TaskId, Timestamp } from "./records/identifiers.ts";
export { JournalEntry, JournalEvent, Seal } from "./records/journal-event.ts";
export { Priority, Risk, TestLevel } from "./records/levels.ts";
export { ProcessLimits } from "./records/limits.ts";
export { readRecord } from "./records/read-record.ts";
export { Requirement, RequirementKind, SourceRange } from "./records/requirement.ts";
export { Result } from "./records/result.ts";
export { Review, ReviewedFinding } from "./records/review.ts";
export {
  Clarification,
  Coverage,
  DeclaredWaves,
  Deferral,
  GateCommand,
  gateChecks,
  Grouping,
  PreparationFinding,
  RequirementDependency,
  RunArtifact,
  UnclaimedSentence,
} from "./records/run-artifact.ts";
export { FailureClass, isTransient } from "./records/failure-class.ts";
export { ResultReading, SessionOutcome, Settlement, Usage, WorkspaceFault } from "./records/settlement.ts";
export { StaleReason } from "./records/stale-reason.ts";
export { stepKinds, StepOutput, type StepKind, type StepOutputOf } from "./records/step-output.ts";
export { Task, TaskClass } from "./records/task.ts";
export { TaskGraph } from "./records/task-graph.ts";
export { Condition, Verdict, verdictOf } from "./records/verdict.ts";
export { currentFiles, type CurrentFiles } from "./fold/current-files.ts";
export { foldEvents, startFold, type Fold } from "./fold/fold-events.ts";
export { inheritedFindings, isToMend } from "./fold/open-findings.ts";
export { refusals, type Refusal } from "./fold/refusals.ts";
export { requirementStates, type RequirementState } from "./fold/requirement-states.ts";
export { roundsAtHead } from "./fold/rounds-at-head.ts";
export { runMachine, type RunStatus, type RunTransition } from "./fold/run-machine.ts";
export {
  evidenceKey,
  type AttemptState,
  type CouncilRound,
  type HygieneRound,
  type RetiredCommit,
  type RunState,
  type StepState,
  type TaskState,
} from "./fold/run-state.ts";
export { refusedAttempts, statusOf } from "./fold/status-of.ts";
export { OpenItem, RefusedAttempt, Status } from "./fold/status.ts";
export { taskMachine, type TaskEvent, type TaskStatus } from "./fold/task-machine.ts";
