import { z } from "zod";

import { Boundaries } from "./boundary.ts";
import { Check } from "./check.ts";
import { FileScope } from "./file-scope.ts";
import { RequirementId, Sha256 } from "./identifiers.ts";
import { Risk, TestLevel } from "./levels.ts";
import { Requirement } from "./requirement.ts";
import { TaskClass } from "./task.ts";

/** A command of the project's quality gate: it must end with exit code 0. */
export const GateCommand = z.strictObject({ name: z.string().min(1), command: z.string().min(1) });
export type GateCommand = z.infer<typeof GateCommand>;

/** The checks that a quality gate stands for: each command must end with exit code 0. */
export function gateChecks(gate: readonly GateCommand[]): Check[] {
  return gate.map(({ command }) => ({ kind: "command", command, exit_code: 0 }));
}

/** A candidate task: requirements that belong together, with their files, checks and test levels (FAB-INT-004). */
export const Grouping = z.strictObject({
  title: z.string().min(1),
  requirement_ids: z.array(RequirementId).min(1),
  scope: FileScope,
  checks: z.array(Check),
  test_levels: z.array(TestLevel),
  class: TaskClass,
});
export type Grouping = z.infer<typeof Grouping>;

/** `from` needs `to` first. `pinned` when the author wrote it (FAB-PLAN-007). */
export const RequirementDependency = z.strictObject({ from: RequirementId, to: RequirementId, pinned: z.boolean() });
export type RequirementDependency = z.infer<typeof RequirementDependency>;

/** A question that the spec leaves open, and its answer once a person gave one. */
export const Clarification = z.strictObject({ question: z.string().min(1), answer: z.string().nullable() });
export type Clarification = z.infer<typeof Clarification>;

/** The normalized contract of a run, frozen by hash at approval. Holds no time, run id or absolute path (FAB-INT-004). */
export const RunArtifact = z.strictObject({
  schema: z.literal(1),
  title: z.string().min(1),
  sources: z.array(z.strictObject({ file: z.string().min(1), sha256: Sha256, bytes: z.int().nonnegative() })).min(1),
  requirements: z.array(Requirement).min(1),
  assumptions: z.array(z.string().min(1)),
  clarifications: z.array(Clarification),
  dependencies: z.array(RequirementDependency),
  risk_profile: z.strictObject({ level: Risk, reasons: z.array(z.string()) }),
  scope_mode: z.enum(["expansion", "hold", "reduction"]),
  boundaries: Boundaries,
  quality_gate: z.array(GateCommand),
  routing: z.record(z.string(), z.string()),
  groupings: z.array(Grouping),
});
export type RunArtifact = z.infer<typeof RunArtifact>;
