import { Finding, type Review, type Verdict } from "@fabrikk/state";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { clean, finding, found } from "../test/sample-review.ts";
import { adjudicate } from "./adjudicate.ts";
import { reviewCategories } from "./check-review.ts";

const mustFix = finding({});
const shouldFix = finding({ severity: "medium" });
const consider = finding({ severity: "low" });
const dropped = finding({ confidence: 0.3 });

function value(...reviews: readonly (Review | null)[]): Verdict["value"] {
  return adjudicate({ reviews: reviews.map((review, index) => ({ reviewer: `r${index}`, review })) }).verdict.value;
}

describe("FAB-CNC-008: the consensus is computed", () => {
  test("any fail is fail, else any warn is warn, else pass", () => {
    expect(value(clean, clean)).toBe("pass");
    expect(value(clean, consider, dropped)).toBe("pass");
    expect(value(clean, shouldFix)).toBe("warn");
    expect(value(shouldFix, mustFix, clean)).toBe("fail");
  });

  test("the verdict names reviewers and findings, and holds no word of a reviewer", () => {
    const { verdict, findings } = adjudicate({ reviews: [{ reviewer: "strict", review: mustFix }] });
    const id = findings[0]?.id ?? "";
    expect(verdict.conditions).toEqual([
      {
        condition: "reviewer: strict",
        value: "fail",
        code: "FABRIKK_COUNCILFLOW_MUST_FIX",
        message: `1 finding must be mended: ${id} (edge-cases in src/parse.ts)`,
        evidence: [id],
        next: "mend each finding by a repair task",
      },
    ]);
  });

  test("nobody asked is a warning, not a pass", () => {
    expect(adjudicate({ reviews: [] }).verdict).toMatchObject({
      value: "warn",
      conditions: [{ code: "FABRIKK_COUNCILFLOW_NO_REVIEWERS" }],
    });
  });
});

describe("FAB-CNC-012: an absent reviewer blocks closure", () => {
  test("the others' consent does not make up for it", () => {
    const { verdict } = adjudicate({
      reviews: [
        { reviewer: "strict", review: clean },
        { reviewer: "gone", review: null },
      ],
    });
    expect(verdict.value).toBe("unknown");
    expect(verdict.conditions[1]).toMatchObject({
      condition: "reviewer: gone",
      code: "FABRIKK_COUNCILFLOW_REVIEWER_ABSENT",
    });
  });

  test("nor does a review that leaves a category out count as consent", () => {
    expect(value(clean, { ...clean, certified_clean: reviewCategories.slice(1) })).toBe("unknown");
  });
});

describe("FAB-CNC-006: findings have a key of their own, and are joined by it", () => {
  test("the same finding of two reviewers is one, with both sources and the more urgent tier", () => {
    const { findings } = adjudicate({
      reviews: [
        {
          reviewer: "quick",
          review: finding({ severity: "low", lines: [40, 41], statement: "an EMPTY line isn't handled" }),
        },
        { reviewer: "deep", review: finding({ severity: "critical" }) },
        { reviewer: "calm", review: finding({ severity: "low" }) },
      ],
    });
    expect(findings.map(({ source, tier, severity }) => ({ source, tier, severity }))).toEqual([
      { source: "calm, deep", tier: "must-fix", severity: "critical" },
      { source: "quick", tier: "consider", severity: "low" },
    ]);
  });

  test("findings come whole, the most urgent first, and dropped ones stay countable", () => {
    const statements = ["b", "a", "d", "c"];
    const [b, a, d, c] = statements.map((statement) => ({ statement }));
    const review = finding(
      { ...b, severity: "low" },
      { ...a, severity: "medium" },
      { ...d, confidence: 0.1 },
      { ...c, severity: "critical" },
    );
    const { findings } = adjudicate({ reviews: [{ reviewer: "r", review }] });
    expect(findings.map(({ tier }) => tier)).toEqual(["must-fix", "should-fix", "consider", "dropped"]);
    expect(findings.map((item) => Finding.parse(item))).toEqual(findings);
  });
});

describe("any council is adjudicated", () => {
  const rank: readonly Verdict["value"][] = ["pass", "warn", "unknown", "fail"];
  const severity = fc.constantFrom("critical", "high", "medium", "low" as const);
  const confidence = fc.double({ min: 0, max: 1, noNaN: true });
  const review = fc.option(
    fc
      .array(fc.record({ severity, confidence, statement: fc.string({ minLength: 1 }) }), { maxLength: 3 })
      .map((items) => finding(...items)),
  );

  test("another review never improves the verdict", () => {
    fc.assert(
      fc.property(fc.array(review, { minLength: 1, maxLength: 4 }), review, (reviews, another) => {
        const before = value(...reviews);
        expect(rank.indexOf(value(...reviews, another))).toBeGreaterThanOrEqual(rank.indexOf(before));
      }),
    );
  });

  test("a worse finding, or a reviewer gone, never improves the verdict", () => {
    fc.assert(
      fc.property(fc.array(review, { minLength: 1, maxLength: 4 }), fc.nat({ max: 3 }), (reviews, at) => {
        const worse = reviews.map((item, index) =>
          index === at && item !== null ? finding({ ...found, severity: "critical", confidence: 1 }) : item,
        );
        expect(rank.indexOf(value(...worse))).toBeGreaterThanOrEqual(rank.indexOf(value(...reviews)));
        const gone = reviews.map((item, index) => (index === at ? null : item));
        expect(value(...gone) === "pass" && value(...reviews) !== "pass").toBe(false);
      }),
    );
  });

  test("the order of reviewers changes neither verdict nor findings", () => {
    fc.assert(
      fc.property(fc.array(review, { maxLength: 4 }), (reviews) => {
        const named = reviews.map((item, index) => ({ reviewer: `r${index}`, review: item }));
        const forward = adjudicate({ reviews: named });
        const backward = adjudicate({ reviews: named.toReversed() });
        expect(backward.verdict.value).toBe(forward.verdict.value);
        expect(backward.findings).toEqual(forward.findings);
      }),
    );
  });
});
