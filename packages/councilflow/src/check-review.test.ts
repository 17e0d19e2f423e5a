import { describe, expect, test } from "vitest";

import { clean, finding, found } from "../test/sample-review.ts";
import { checkReview, reviewCategories } from "./check-review.ts";

describe("FAB-CNC-004: a reviewer answers for each of eight categories", () => {
  test("findings and certificates together make a review complete", () => {
    expect(reviewCategories).toHaveLength(8);
    expect(checkReview(clean)).toEqual([]);
    expect(checkReview(finding({ category: "security" }, { category: "concurrency" }))).toEqual([]);
  });

  test.each(reviewCategories)("a review that skips %s is told so", (category) => {
    const certified_clean = reviewCategories.filter((certified) => certified !== category);
    expect(checkReview({ ...clean, certified_clean })).toEqual([
      `${category} has neither findings nor a place in certified_clean`,
    ]);
  });

  test("a category cannot be clean and have findings", () => {
    expect(checkReview({ ...clean, findings: [found] })).toEqual([
      "edge-cases has findings and is certified clean: take one of the two back",
    ]);
  });

  test("a finding of another category, such as spec-conformance, may come on top", () => {
    expect(checkReview({ ...clean, findings: [{ ...found, category: "spec-conformance" }] })).toEqual([]);
  });

  test("FAB-CNC-006: places and requirements of findings must make sense", () => {
    const review = finding({ lines: [5, 3] }, { file: null }, { requirement_id: "REQ-9" });
    expect(checkReview(review, new Set(["REQ-1"]))).toEqual([
      "findings[0] lines run backwards: 5 to 3",
      "findings[1] has lines and no file",
      "findings[2] names requirement REQ-9, which is not among the requirements",
    ]);
  });
});
