import { z } from "zod";

import { Boundaries } from "./boundary.ts";
import { Check } from "./check.ts";
import { FileScope } from "./file-scope.ts";
import { RequirementId, Sha256 } from "./identifiers.ts";
import { Risk, TestLevel } from "./levels.ts";
import { Requirement, SourceRange } from "./requirement.ts";
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
  /** Who proposed the files, where the spec names none (FAB-PLAN-010): an agent, or fabrikk from the repository. Absent: the spec. */
  proposed_by: z.enum(["planner", "repository"]).optional(),
});
export type Grouping = z.infer<typeof Grouping>;

/** `from` needs `to` first. `pinned` when the author wrote it (FAB-PLAN-007). */
export const RequirementDependency = z.strictObject({ from: RequirementId, to: RequirementId, pinned: z.boolean() });
export type RequirementDependency = z.infer<typeof RequirementDependency>;

/** A question that the spec leaves open, and its answer once a person gave one. */
export const Clarification = z.strictObject({ question: z.string().min(1), answer: z.string().nullable() });
export type Clarification = z.infer<typeof Clarification>;

/** A requirement that a person put off, with the reason: no task is made for it (FAB-PLAN-003). */
export const Deferral = z.strictObject({ requirement_id: RequirementId, reason: z.string().min(1) });
export type Deferral = z.infer<typeof Deferral>;

/** Waves as a source declares them: an assertion that the plan review checks, and the compile ignores (FAB-PLAN-006). */
export const DeclaredWaves = z.strictObject({
  file: z.string().min(1),
  /** In order; each wave's ids of requirements. */
  waves: z.array(z.array(RequirementId)),
});
export type DeclaredWaves = z.infer<typeof DeclaredWaves>;

/** A sentence with a normative key word, or a checkbox, that no requirement holds (FAB-INT-003). */
export const UnclaimedSentence = z.strictObject({
  source: SourceRange,
  text: z.string().min(1),
  /** Why it was left out deliberately; null where nobody said. */
  reason: z.string().min(1).nullable(),
});
export type UnclaimedSentence = z.infer<typeof UnclaimedSentence>;

/** How many normative sentences the sources have, and those that are in no requirement. */
export const Coverage = z.strictObject({
  sentences: z.int().nonnegative(),
  claimed: z.int().nonnegative(),
  unclaimed: z.array(UnclaimedSentence),
});
export type Coverage = z.infer<typeof Coverage>;

/** What preparation found and a person should know before approving; it stops nothing. */
export const PreparationFinding = z.strictObject({
  code: z.string().startsWith("FABRIKK_"),
  message: z.string().min(1),
  source: SourceRange.nullable(),
});
export type PreparationFinding = z.infer<typeof PreparationFinding>;

/** The normalized contract of a run, frozen by hash at approval. Holds no time, run id or absolute path (FAB-INT-004). */
export const RunArtifact = z.strictObject({
  schema: z.literal(2),
  title: z.string().min(1),
  /** What a person named: files, or folders that stand for the documents in them, and the format that was forced on them. */
  named: z.strictObject({ paths: z.array(z.string().min(1)), format: z.string().min(1).nullable() }),
  /** The documents, with the format each was read as. */
  sources: z
    .array(
      z.strictObject({
        file: z.string().min(1),
        sha256: Sha256,
        bytes: z.int().nonnegative(),
        format: z.string().min(1),
      }),
    )
    .min(1),
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
  deferred: z.array(Deferral),
  declared_waves: z.array(DeclaredWaves),
  coverage: Coverage,
  findings: z.array(PreparationFinding),
});
export type RunArtifact = z.infer<typeof RunArtifact>;
