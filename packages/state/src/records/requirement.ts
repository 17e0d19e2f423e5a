import { z } from "zod";

import { RequirementId } from "./identifiers.ts";
import { Priority, Risk } from "./levels.ts";

/** Where in the spec a statement stands: a file and its first and last line, counted from 1. */
export const SourceRange = z.strictObject({
  file: z.string().min(1),
  lines: z.tuple([z.int().positive(), z.int().positive()]),
});
export type SourceRange = z.infer<typeof SourceRange>;

/** How the source states a requirement: which recognizer found it (FAB-INT-002). */
export const RequirementKind = z.enum(["identified", "heading", "checkbox", "ears", "normative"]);
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
