import { z } from "zod";

import { Change } from "./change.ts";
import { DispatchId } from "./dispatch.ts";
import { FailureClass } from "./failure-class.ts";
import { ObjectId } from "./identifiers.ts";
import { Result } from "./result.ts";

/** What was found where the worker's result file should be. It is read once, after the worker's exit (FAB-EXEC-004). */
export const ResultReading = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("read"), result: Result }),
  z.strictObject({ state: z.literal("missing") }),
  z.strictObject({ state: z.literal("refused"), reason: z.string() }),
]);
export type ResultReading = z.infer<typeof ResultReading>;

/**
 * Tokens and money of one agent call, where the agent reports them. Null fields: not reported. `input_tokens` are all that
 * were read, `cached_input_tokens` those of them that came from the provider's cache.
 */
export const Usage = z.strictObject({
  input_tokens: z.int().nonnegative().nullable(),
  cached_input_tokens: z.int().nonnegative().nullable(),
  output_tokens: z.int().nonnegative().nullable(),
  cost_usd: z.number().nonnegative().nullable(),
});
export type Usage = z.infer<typeof Usage>;

/** A fault of the workspace after the attempt: in its repository's state, or in the tree taken from it. */
export const WorkspaceFault = z.strictObject({
  kind: z.enum([
    "commit",
    "ref",
    "hook",
    "config",
    "index",
    "attributes",
    "path",
    "mode",
    "symlink",
    "case-collision",
    "submodule",
    "size",
    "repository-missing",
  ]),
  detail: z.string(),
});
export type WorkspaceFault = z.infer<typeof WorkspaceFault>;

/** How an agent's session ended (design, section 1: worker). `lost`: nobody knows, the connection to it broke. */
export const SessionOutcome = z.enum(["completed", "failed", "limit", "cancelled", "lost"]);
export type SessionOutcome = z.infer<typeof SessionOutcome>;

/**
 * How a dispatched attempt ended. `succeeded`: the worker ran to its end and its tree was taken, nothing more: whether it
 * is any good is the verifier's to say. `lost`: engine died, machine slept, or the provider was down and nothing was changed;
 * it does not count as a try.
 */
export const Settlement = z.strictObject({
  schema: z.literal(1),
  dispatch_id: DispatchId,
  outcome: z.enum(["succeeded", "failed", "lost", "cancelled"]),
  /** One line for people: the limit that was met, the signal, the error. */
  detail: z.string(),
  /** Why the agent's session failed; null where it did not. */
  failure: FailureClass.nullable(),
  /** Milliseconds after which the provider may be asked again, where it said so. */
  retry_after_ms: z.int().nonnegative().nullable(),
  /** The tree taken from the workspace; null where none could be taken. */
  tree: ObjectId.nullable(),
  base_tree: ObjectId,
  /** What differs between `base_tree` and `tree`. */
  changes: z.array(Change),
  faults: z.array(WorkspaceFault),
  result: ResultReading,
  usage: Usage.nullable(),
  /** Milliseconds that the session took; null where nobody saw its end. */
  duration_ms: z.int().nonnegative().nullable(),
  /** Who really did the work (FAB-RTE-002): the name in the configuration, and what the program told of itself. */
  agent: z.strictObject({
    name: z.string(),
    kind: z.string(),
    version: z.string().nullable(),
    model: z.string().nullable(),
    session: z.string().nullable(),
  }),
  prompt: z.strictObject({ template: z.string(), sha256: z.string() }),
  /** The ref that keeps the tree, where there was anything to keep. */
  salvage_ref: z.string().nullable(),
});
export type Settlement = z.infer<typeof Settlement>;
