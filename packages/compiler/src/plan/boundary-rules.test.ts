import { expect, test } from "vitest";

import { artifact, grouping, requirement } from "../../test/artifacts.ts";
import { compileArtifact } from "../graph/compile-artifact.ts";
import { reviewPlan } from "./review-plan.ts";

const plan = (owned: readonly string[], list: "never" | "ask_first") => {
  const boundaries = {
    always: [],
    ask_first: [],
    never: [],
    [list]: [{ text: "the lock stays", paths: ["src/*.lock"] }],
  };
  const made = artifact({ requirements: [requirement("A-1")], groupings: [grouping("A-1", owned)], boundaries });
  return reviewPlan(compileArtifact(made), made).conditions.filter(({ condition }) => condition === "boundaries-kept");
};

test("FAB-INT-006 FAB-PLAN-009: a task that owns a forbidden file is refused, one that has to ask is told", () => {
  expect(plan(["src/a.lock", "src/b.ts"], "never")).toMatchObject([
    { value: "fail", code: "FABRIKK_COMPILER_BOUNDARY_MET" },
  ]);
  expect(plan(["src/a.lock"], "ask_first")).toMatchObject([{ value: "warn" }]);
});

test("FAB-INT-006: a pattern that reaches into forbidden files is told, other files are none of it", () => {
  expect(plan(["src/**"], "never")).toMatchObject([{ value: "warn" }]);
  expect(plan(["src/b.ts"], "never")).toMatchObject([{ value: "pass" }]);
});
