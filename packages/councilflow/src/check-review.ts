import type { FindingCategory, Review } from "@fabrikk/state";

/** The categories that every code reviewer answers for (FAB-CNC-004). */
export const reviewCategories: readonly FindingCategory[] = [
  "resource-leaks",
  "input-safety",
  "dead-code",
  "hard-coded-values",
  "edge-cases",
  "concurrency",
  "error-handling",
  "security",
];

/**
 * What a review still lacks, one line each; empty when it is complete. Each of the eight categories has findings or is certified
 * clean, not both and not neither (FAB-CNC-004).
 * @param requirementIds The requirements that findings may name; without it any may be named.
 */
export function checkReview(review: Review, requirementIds?: ReadonlySet<string>): string[] {
  return [
    ...reviewCategories.flatMap((category) => checkCategory(review, category)),
    ...review.findings.flatMap((finding, index) => checkFinding(finding, { index, requirementIds })),
  ];
}

function checkCategory({ findings, certified_clean }: Review, category: FindingCategory): string[] {
  const found = findings.some((finding) => finding.category === category);
  const certified = certified_clean.includes(category);
  if (found && certified) return [`${category} has findings and is certified clean: take one of the two back`];
  if (!found && !certified) return [`${category} has neither findings nor a place in certified_clean`];
  return [];
}

function checkFinding(
  { lines, file, requirement_id }: Review["findings"][number],
  { index, requirementIds }: { readonly index: number; readonly requirementIds: ReadonlySet<string> | undefined },
): string[] {
  const problems: string[] = [];
  if (lines !== null && lines[0] > lines[1]) problems.push(`lines run backwards: ${lines[0]} to ${lines[1]}`);
  if (lines !== null && file === null) problems.push("has lines and no file");
  if (requirement_id !== null && requirementIds?.has(requirement_id) === false) {
    problems.push(`names requirement ${requirement_id}, which is not among the requirements`);
  }
  return problems.map((problem) => `findings[${index}] ${problem}`);
}
