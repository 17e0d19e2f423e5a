import { z } from "zod";

import { RepositoryPath, RequirementId } from "./identifiers.ts";

/** The eight categories every code reviewer answers for (FAB-CNC-004), and conformance to the spec. */
export const FindingCategory = z.enum([
  "resource-leaks",
  "input-safety",
  "dead-code",
  "hard-coded-values",
  "edge-cases",
  "concurrency",
  "error-handling",
  "security",
  "spec-conformance",
  "hygiene",
]);
export type FindingCategory = z.infer<typeof FindingCategory>;

/** What the rules make of a finding's severity and confidence (FAB-CNC-007). */
export const FindingTier = z.enum(["must-fix", "should-fix", "consider", "dropped"]);
export type FindingTier = z.infer<typeof FindingTier>;

/** One statement of a fault about spec, plan, task or diff (FAB-CNC-006). */
export const Finding = z.strictObject({
  /** From category, file, requirement and normalized statement: it survives shifted lines. */
  id: z.string().regex(/^f-[0-9a-f]{12}$/),
  source: z.string().min(1),
  category: FindingCategory,
  severity: z.enum(["critical", "high", "medium", "low"]),
  confidence: z.number().min(0).max(1),
  statement: z.string().min(1),
  file: RepositoryPath.nullable(),
  lines: z.tuple([z.int().positive(), z.int().positive()]).nullable(),
  requirement_id: RequirementId.nullable(),
  fix: z.string().min(1),
  why: z.string().min(1),
  ref: z.string().min(1),
  tier: FindingTier,
});
export type Finding = z.infer<typeof Finding>;
