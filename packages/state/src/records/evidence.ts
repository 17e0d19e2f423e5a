import { z } from "zod";

import { hashJson } from "../canonical-json.ts";
import { ObjectId } from "./identifiers.ts";

/** pass, fail, or unknown: a fact could not be measured. Unknown never passes. */
export const Value = z.enum(["pass", "warn", "fail", "unknown"]);
export type Value = z.infer<typeof Value>;

/** A fact that fabrikk itself measured, bound to a tree. */
export const Evidence = z.strictObject({
  /** From kind, tree and subject: the same fact has the same id, whenever it was measured. */
  id: z.string().regex(/^ev-[0-9a-f]{16}$/),
  kind: z.enum(["command", "files", "content"]),
  tree: ObjectId,
  /** What was asked: a check's description or a gate command. */
  subject: z.string().min(1),
  value: z.enum(["pass", "fail", "unknown"]),
  /** What was seen, in a few lines: the end of the output, the missing paths. */
  saw: z.string(),
  exit_code: z.int().nullable(),
  /** How a command ended, where it did not simply exit: its limit, or a signal. */
  ended: z.string().nullable(),
  /** Tests the runner says it ran, where its report is understood. */
  tests_run: z.int().nonnegative().nullable(),
  duration_ms: z.number().nonnegative(),
});
export type Evidence = z.infer<typeof Evidence>;

/** The id of a fact: the same fact has the same one, whenever and wherever it was measured. */
export function evidenceId(fact: Pick<Evidence, "kind" | "tree" | "subject">): string {
  const { kind, tree, subject } = fact;
  return `ev-${hashJson({ kind, tree, subject }).slice(0, 16)}`;
}

/**
 * What was measured for a subject on exactly this tree; undefined where nothing was. Of several facts the worst counts:
 * fail, then unknown, then pass.
 */
export function findEvidence(evidence: readonly Evidence[], tree: string, subject: string): Evidence | undefined {
  const facts = evidence.filter((fact) => fact.tree === tree && fact.subject === subject);
  return facts.find((fact) => fact.value === "fail") ?? facts.find((fact) => fact.value === "unknown") ?? facts[0];
}
