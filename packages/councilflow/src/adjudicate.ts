import {
  findingId,
  verdictOf,
  type Condition,
  type Finding,
  type FindingTier,
  type Review,
  type Verdict,
} from "@fabrikk/state";

import { checkReview } from "./check-review.ts";
import { tierOf } from "./tier-of.ts";

/** One reviewer and what it wrote; null when it stayed absent after its retries. */
export interface ReviewerAnswer {
  readonly reviewer: string;
  readonly review: Review | null;
}

/** What a council came to. */
export interface Adjudication {
  readonly verdict: Verdict;
  /** Each once, the dropped ones too, the most urgent first. */
  readonly findings: Finding[];
}

/**
 * Computes a council's verdict from its reviews: any fail is fail, else any warn is warn, else pass (FAB-CNC-008). A reviewer
 * fails the work with a must-fix finding and warns with a should-fix one. One that is absent, or left a category out, makes
 * it unknown (FAB-CNC-012). The same finding of two reviewers is joined; its most urgent statement counts. The verdict
 * holds no word of a reviewer.
 */
export function adjudicate({ reviews }: { readonly reviews: readonly ReviewerAnswer[] }): Adjudication {
  const stamped = reviews.map(({ reviewer, review }) => ({ reviewer, review, findings: stamp(reviewer, review) }));
  return {
    verdict: verdictOf(reviews.length === 0 ? [nobodyReviewed] : stamped.map(judgeReview)),
    findings: join(stamped.flatMap(({ findings }) => findings)),
  };
}

function stamp(reviewer: string, review: Review | null): Finding[] {
  return (review?.findings ?? []).map((finding) => ({
    ...finding,
    id: findingId(finding),
    source: reviewer,
    tier: tierOf(finding.severity, finding.confidence),
  }));
}

const nobodyReviewed: Condition = {
  condition: "reviewers",
  value: "warn",
  code: "FABRIKK_COUNCILFLOW_NO_REVIEWERS",
  message: "no reviewer is configured: nobody compared the work with the specification",
  evidence: [],
  next: "name reviewers and their agents in fabrikk.config.yaml",
};

function judgeReview({
  reviewer,
  review,
  findings,
}: ReviewerAnswer & { readonly findings: readonly Finding[] }): Condition {
  const condition = `reviewer: ${reviewer}`;
  const mustFix = findings.filter(({ tier }) => tier === "must-fix");
  const shouldFix = findings.filter(({ tier }) => tier === "should-fix");
  if (review === null) {
    const message = `${reviewer} left no review that can be accepted, after its retries`;
    const next = `mend what keeps ${reviewer} from reviewing, or let a person decide to do without it`;
    return { condition, value: "unknown", code: "FABRIKK_COUNCILFLOW_REVIEWER_ABSENT", message, evidence: [], next };
  }
  if (mustFix.length > 0) {
    return { condition, value: "fail", code: "FABRIKK_COUNCILFLOW_MUST_FIX", ...tell("must be mended", mustFix) };
  }
  const gaps = checkReview(review);
  if (gaps.length > 0) {
    const message = `the review is not complete: ${gaps.join("; ")}`;
    return {
      condition,
      value: "unknown",
      code: "FABRIKK_COUNCILFLOW_REVIEW_INCOMPLETE",
      message,
      evidence: [],
      next: "send the review back",
    };
  }
  if (shouldFix.length > 0) {
    return { condition, value: "warn", code: "FABRIKK_COUNCILFLOW_SHOULD_FIX", ...tell("should be mended", shouldFix) };
  }
  return { condition, value: "pass", code: null, message: "", evidence: [], next: null };
}

function tell(what: string, findings: readonly Finding[]): Pick<Condition, "message" | "evidence" | "next"> {
  const places = findings
    .map(({ id, category, file }) => `${id} (${category}${file === null ? "" : ` in ${file}`})`)
    .toSorted();
  return {
    message: `${findings.length} ${findings.length === 1 ? "finding" : "findings"} ${what}: ${places.join(", ")}`,
    evidence: findings.map(({ id }) => id).toSorted(),
    next: "mend each finding by a repair task",
  };
}

const tiers: readonly FindingTier[] = ["must-fix", "should-fix", "consider", "dropped"];
const severities: readonly Finding["severity"][] = ["critical", "high", "medium", "low"];

function join(findings: readonly Finding[]): Finding[] {
  const joined = new Map<string, Finding>();
  for (const finding of findings.toSorted(byUrgency)) {
    const earlier = joined.get(finding.id);
    const sources = new Set([...(earlier?.source.split(", ") ?? []), finding.source]);
    joined.set(finding.id, { ...(earlier ?? finding), source: [...sources].toSorted().join(", ") });
  }
  return [...joined.values()];
}

function byUrgency(left: Finding, right: Finding): number {
  return (
    tiers.indexOf(left.tier) - tiers.indexOf(right.tier) ||
    severities.indexOf(left.severity) - severities.indexOf(right.severity) ||
    right.confidence - left.confidence ||
    compare(left.file ?? "", right.file ?? "") ||
    compare(left.id, right.id) ||
    compare(left.source, right.source)
  );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
