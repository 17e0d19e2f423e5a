import { z } from "zod";

import { Config } from "./config.ts";
import { ObjectId, RequirementId, RunId, Sha256, TaskId, Timestamp } from "./identifiers.ts";
import { StaleReason } from "./stale-reason.ts";
import { StepOutput, stepKinds } from "./step-output.ts";

/** What the predecessor's journal file was worth when it was sealed: bytes after `length` are ignored and reported (J6). */
export const Seal = z.strictObject({ epoch: z.int().positive(), length: z.int().nonnegative(), sha256: Sha256 });
export type Seal = z.infer<typeof Seal>;

/** What happened, without its place in the journal. */
export const JournalEntry = z.discriminatedUnion("type", [
  /** First record of every epoch: who writes, and what the epochs before are worth. */
  z.strictObject({ type: z.literal("epoch-opened"), epoch: z.int().positive(), pid: z.int(), seals: z.array(Seal) }),
  z.strictObject({
    type: z.literal("run-created"),
    run: RunId,
    title: z.string(),
    artifact_sha256: Sha256,
    graph_sha256: Sha256,
    config: Config,
    base_commit: ObjectId,
    base_ref: z.string().nullable(),
    /** What an approval is bound to: artifact, graph, config and base commit (design, section 4). */
    subject_sha256: Sha256,
  }),
  z.strictObject({
    type: z.literal("approval-given"),
    subject_sha256: Sha256,
    by: z.string().min(1),
    channel: z.enum(["command", "terminal", "autopilot"]),
  }),
  z.strictObject({ type: z.literal("run-started"), generation: z.int().positive() }),
  /** The spec was changed and planned again: a new generation, which is to be approved anew. */
  z.strictObject({
    type: z.literal("run-updated"),
    generation: z.int().min(2),
    title: z.string(),
    artifact_sha256: Sha256,
    graph_sha256: Sha256,
    config: Config,
    subject_sha256: Sha256,
    /** Tasks that stay on the branch as they are: integrated, and valid in the new plan (FAB-INT-009). */
    kept: z.array(TaskId),
    /** Requirements that a task serves which is not kept. */
    open: z.array(RequirementId),
    /** Tasks that are done again though what they did stands on the branch, and what has changed since they did it. */
    stale: z.array(z.strictObject({ task: TaskId, because: StaleReason })),
    /**
     * Ids of a council's findings that stay open: nothing has mended them, and what they were found in stays as it is. `redone`: tasks that
     * are done again, and may mend it by that.
     */
    findings: z.array(z.strictObject({ finding: z.string().min(1), redone: z.array(TaskId) })),
  }),
  /** J1: written and synced before the effect starts. */
  z.strictObject({
    type: z.literal("step-started"),
    key: z.string().min(1),
    kind: z.enum(stepKinds),
    digest: Sha256,
    intent: z.json(),
  }),
  /** J2: written and synced before anything that depends on it starts. */
  z.strictObject({ type: z.literal("step-finished"), key: z.string().min(1), output: StepOutput }),
  z.strictObject({
    type: z.literal("task-blocked"),
    task: TaskId,
    code: z.string().startsWith("FABRIKK_"),
    reason: z.string(),
    needs_person: z.boolean(),
  }),
  /** A task that waited for a person is tried again. */
  z.strictObject({ type: z.literal("task-reopened"), task: TaskId }),
  /** Something to tell, which stops nothing: ignored bytes after a seal, a ref of the user's that moved. */
  z.strictObject({ type: z.literal("warning-noted"), code: z.string().startsWith("FABRIKK_"), message: z.string() }),
  z.strictObject({ type: z.literal("run-paused"), reason: z.enum(["stopped", "needs-person"]), detail: z.string() }),
  z.strictObject({
    type: z.literal("run-ended"),
    outcome: z.enum(["completed", "blocked"]),
    open: z.array(z.string()),
  }),
]);
export type JournalEntry = z.infer<typeof JournalEntry>;

const place = { v: z.literal(1), seq: z.int().positive(), at: Timestamp };

/** One line of the journal. `seq` runs on over the epochs; a checksum closes the line on disk. */
export type JournalEvent = JournalEntry & { readonly v: 1; readonly seq: number; readonly at: Timestamp };
// Not an intersection: that would drop an unknown field silently instead of refusing it.
export const JournalEvent = z.discriminatedUnion(
  "type",
  JournalEntry.options.map((option) =>
    z.strictObject({ ...place, ...option.shape }),
  ) as unknown as typeof JournalEntry.options,
) as unknown as z.ZodType<JournalEvent>;
