import { z } from "zod";

import { BaselineAudit } from "./baseline-audit.ts";
import { Checkpoint } from "./checkpoint.ts";
import { Evidence } from "./evidence.ts";
import { Finding } from "./finding.ts";
import { ObjectId, RequirementId, Sha256, TaskId } from "./identifiers.ts";
import { Review } from "./review.ts";
import { Settlement } from "./settlement.ts";
import { Task } from "./task.ts";
import { Verdict } from "./verdict.ts";

const AttemptRef = z.strictObject({ task: TaskId, attempt: z.int().positive() });

/** What a finished step leaves in the journal: one shape per kind of step, read back on restart (J3). */
export const StepOutput = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("spec-review"), verdict: Verdict }),
  z.strictObject({ kind: z.literal("plan"), graph_sha256: Sha256, tasks: z.array(Task), verdict: Verdict }),
  z.strictObject({ kind: z.literal("branch"), ref: z.string(), commit: ObjectId, tree: ObjectId }),
  z.strictObject({ kind: z.literal("work"), ...AttemptRef.shape, settlement: Settlement }),
  z.strictObject({ kind: z.literal("verify"), ...AttemptRef.shape, verdict: Verdict, evidence: z.array(Evidence) }),
  z.strictObject({
    kind: z.literal("integrate"),
    base_commit: ObjectId,
    /** In task-id order; `tree` is the base with this task and those before it laid over. */
    integrated: z.array(
      z.strictObject({ ...AttemptRef.shape, tree: ObjectId, requirement_ids: z.array(RequirementId) }),
    ),
    rejected: z.array(z.strictObject({ ...AttemptRef.shape, verdict: Verdict })),
    evidence: z.array(Evidence),
  }),
  z.strictObject({
    kind: z.literal("move-branch"),
    ref: z.string(),
    old: ObjectId,
    new: ObjectId,
    tree: ObjectId,
    commits: z.array(z.strictObject({ ...AttemptRef.shape, commit: ObjectId })),
  }),
  z.strictObject({ kind: z.literal("checkpoint"), checkpoint: Checkpoint }),
  z.strictObject({
    kind: z.literal("hygiene"),
    tree: ObjectId,
    verdict: Verdict,
    findings: z.array(Finding),
    evidence: z.array(Evidence),
  }),
  /** `review` is null when the reviewer stayed absent after its retries. */
  z.strictObject({
    kind: z.literal("review"),
    tree: ObjectId,
    reviewer: z.string(),
    review: Review.nullable(),
    /** Sessions it took: an incomplete review is sent back. */
    sessions: z.int().nonnegative(),
    detail: z.string(),
  }),
  z.strictObject({ kind: z.literal("council"), tree: ObjectId, verdict: Verdict, findings: z.array(Finding) }),
  z.strictObject({
    kind: z.literal("repair"),
    tasks: z.array(Task),
    refused: z.array(z.strictObject({ finding: z.string(), reason: z.string() })),
  }),
  /** The baseline audit's commands once more, at the end, and in words what is different (FAB-INT-011). */
  z.strictObject({ kind: z.literal("audit"), audit: BaselineAudit, difference: z.array(z.string()) }),
  z.strictObject({ kind: z.literal("report"), files: z.array(z.strictObject({ path: z.string(), sha256: Sha256 })) }),
]);
export type StepOutput = z.infer<typeof StepOutput>;

/** The kinds of steps a run is made of. */
export type StepKind = StepOutput["kind"];

/** The output of one kind of step. */
export type StepOutputOf<Kind extends StepKind> = Extract<StepOutput, { kind: Kind }>;

/** The kinds of steps, for schemas and for tests that must cover each. */
export const stepKinds = StepOutput.options.map((option) => option.shape.kind.value) as readonly StepKind[];
