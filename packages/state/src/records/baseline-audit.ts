import { z } from "zod";

import { ObjectId } from "./identifiers.ts";

/** A count that was measured, or why it was not. */
export const Measurement = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("measured"), value: z.int().nonnegative() }),
  z.strictObject({ state: z.literal("unknown"), reason: z.string().min(1) }),
]);
export type Measurement = z.infer<typeof Measurement>;

/** Lines that the tests run through, as the project's own tools report it; or why nobody knows. */
export const CoverageMeasurement = z.discriminatedUnion("state", [
  z.strictObject({
    state: z.literal("measured"),
    covered: z.int().nonnegative(),
    total: z.int().positive(),
    /** The reports that the gate's commands wrote, relative to the repository, sorted. */
    reports: z.array(z.string().min(1)).min(1),
  }),
  z.strictObject({ state: z.literal("unknown"), reason: z.string().min(1) }),
]);
export type CoverageMeasurement = z.infer<typeof CoverageMeasurement>;

/** A command of the quality gate, as it was run. */
export const AuditedCommand = z.strictObject({
  name: z.string().min(1),
  command: z.string().min(1),
  /** Exit code 0 passes; a command that could not run is unknown. */
  value: z.enum(["pass", "fail", "unknown"]),
  exit_code: z.int().nullable(),
  /** How it ended, where it did not simply exit: its limit, or a signal. */
  ended: z.string().nullable(),
  /** Tests that it says it ran. */
  tests: Measurement,
  /** What it found fault with, where it prints a number that is known. */
  lint_findings: Measurement,
  /** A few lines of its output. */
  saw: z.string(),
});
export type AuditedCommand = z.infer<typeof AuditedCommand>;

/**
 * What a tree measures before planning, and again at the end of a run (FAB-INT-011): `audit.json` in the run's folder. Holds
 * no time and no duration, so that two audits of one tree can be compared field by field.
 */
export const BaselineAudit = z.strictObject({
  schema: z.literal(1),
  tree: ObjectId,
  files: z.int().nonnegative(),
  /** Lines of all text files. */
  lines: Measurement,
  test_files: z.int().nonnegative(),
  /** By extension, lower-case and without the dot, sorted; "" for the files without one. */
  languages: z.array(
    z.strictObject({
      extension: z.string(),
      files: z.int().positive(),
      test_files: z.int().nonnegative(),
      /** Null where the lines could not be counted. */
      lines: z.int().nonnegative().nullable(),
    }),
  ),
  /** In the gate's order. */
  commands: z.array(AuditedCommand),
  coverage: CoverageMeasurement,
});
export type BaselineAudit = z.infer<typeof BaselineAudit>;
