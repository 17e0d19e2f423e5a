import { expect, test } from "vitest";

import { grouping } from "../../test/artifacts.ts";
import { joinGroupings } from "./join-groupings.ts";

test("FAB-PLAN-010: joined proposals are a proposal; with what the spec names they are none", () => {
  const planner = grouping("A-1", ["a.ts"], { proposed_by: "planner" });
  const repository = grouping("A-2", ["a.ts"], { proposed_by: "repository" });
  const spec = grouping("A-3", ["a.ts"]);
  expect(joinGroupings([planner, repository]).proposed_by).toBe("planner");
  expect(joinGroupings([repository, repository]).proposed_by).toBe("repository");
  expect(joinGroupings([repository]).proposed_by).toBe("repository");
  expect(joinGroupings([planner, spec])).not.toHaveProperty("proposed_by");
  expect(joinGroupings([spec, planner])).not.toHaveProperty("proposed_by");
});
