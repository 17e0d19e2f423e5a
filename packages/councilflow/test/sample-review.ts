import type { Requirement, Review, ReviewedFinding } from "@fabrikk/state";

import { reviewCategories } from "../src/check-review.ts";

/** A review that certifies all eight categories clean. */
export const clean: Review = { type: "review", findings: [], certified_clean: [...reviewCategories] };

export const found: ReviewedFinding = {
  category: "edge-cases",
  severity: "high",
  confidence: 0.9,
  statement: "An empty line is not handled",
  file: "src/parse.ts",
  lines: [3, 5],
  requirement_id: "REQ-1",
  fix: "Return null for an empty line",
  why: "The parser loops for ever",
  ref: "src/parse.ts:3",
};

/** A complete review with these findings: the other categories are certified clean. */
export function finding(...findings: readonly Partial<ReviewedFinding>[]): Review {
  const all = findings.map((difference) => ({ ...found, ...difference }));
  const categories = new Set(all.map(({ category }) => category));
  return {
    type: "review",
    findings: all,
    certified_clean: reviewCategories.filter((category) => !categories.has(category)),
  };
}

export const requirements: readonly Requirement[] = [
  {
    id: "REQ-1",
    text: "The parser shall return null for an empty line.",
    kind: "identified",
    source: { file: "spec.md", lines: [3, 3] },
    priority: "must",
    risk: "low",
  },
  {
    id: "REQ-2",
    text: "The parser shall trim every line.",
    kind: "identified",
    source: { file: "spec.md", lines: [5, 6] },
    priority: "should",
    risk: "low",
  },
];
