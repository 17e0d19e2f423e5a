import { z } from "zod";

import { RequirementId } from "./identifiers.ts";
import { Priority, Risk } from "./levels.ts";

/** Where in the spec a statement stands: a file and its first and last line, counted from 1. */
export const SourceRange = z.strictObject({
  file: z.string().min(1),
  lines: z.tuple([z.int().positive(), z.int().positive()]),
});
export type SourceRange = z.infer<typeof SourceRange>;

/** How the source states a requirement: which recognizer or format found it (FAB-INT-002, FAB-INT-008). */
export const RequirementKind = z.enum([
  /** An explicit id at the start of a line, a heading or a table row. */
  "identified",
  "heading",
  "table",
  "checkbox",
  /** A point of a list of acceptance criteria. */
  "criterion",
  /** A user story. */
  "story",
  /** A Gherkin scenario. */
  "scenario",
  /** A point of a numbered list of requirements. */
  "numbered",
  "ears",
  "normative",
  /** An element of a YAML or JSON list of requirements. */
  "entry",
  /** A requirement that a change adds, modifies or removes. */
  "delta",
  /** A piece of work of a plan: a task line, a work packet, an issue. */
  "work",
  /** A statement that an agent made out of prose, with the lines it stands for (FAB-INT-003). */
  "prose",
]);
export type RequirementKind = z.infer<typeof RequirementKind>;

/** One testable statement with a stable id and its source lines (FAB-INT-004). */
export const Requirement = z.strictObject({
  id: RequirementId,
  text: z.string().min(1),
  kind: RequirementKind,
  source: SourceRange,
  priority: Priority,
  risk: Risk,
});
export type Requirement = z.infer<typeof Requirement>;
