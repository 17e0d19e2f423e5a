import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { tierOf } from "./tier-of.ts";

const severities = ["low", "medium", "high", "critical"] as const;
const tiers = ["dropped", "consider", "should-fix", "must-fix"] as const;

describe("FAB-CNC-007: tiers are computed", () => {
  test.each([
    ["critical", 1, "must-fix"],
    ["critical", 0.65, "must-fix"],
    ["critical", 0.64, "dropped"],
    ["high", 0.8, "must-fix"],
    ["high", 0.79, "should-fix"],
    ["high", 0.65, "should-fix"],
    ["high", 0.64, "dropped"],
    ["medium", 1, "should-fix"],
    ["medium", 0.65, "should-fix"],
    ["low", 1, "consider"],
    ["low", 0.65, "consider"],
    ["low", 0, "dropped"],
  ] as const)("%s at %d is %s", (severity, confidence, tier) => {
    expect(tierOf(severity, confidence)).toBe(tier);
  });

  test("a worse or surer finding never gets a milder tier", () => {
    const severity = fc.nat({ max: severities.length - 1 });
    const confidence = fc.double({ min: 0, max: 1 });
    fc.assert(
      fc.property(fc.tuple(severity, severity), fc.tuple(confidence, confidence), ([one, other], [less, more]) => {
        const milder = tierOf(severities[Math.min(one, other)] ?? "low", Math.min(less, more));
        const worse = tierOf(severities[Math.max(one, other)] ?? "low", Math.max(less, more));
        expect(tiers.indexOf(worse)).toBeGreaterThanOrEqual(tiers.indexOf(milder));
      }),
    );
  });
});
