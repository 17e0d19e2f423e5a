import type { Grouping, Requirement } from "@fabrikk/state";
import { expect, test } from "vitest";

import { pathFindings } from "./path-findings.ts";
import { uncheckedFindings } from "./unchecked-findings.ts";

const requirement = (id: string, file: string): Requirement => ({
  id,
  text: id,
  kind: "work",
  source: { file, lines: [1, 1] },
  priority: "must",
  risk: "medium",
});
const grouping = (id: string, owned: readonly string[], fields: Partial<Grouping> = {}): Grouping => ({
  title: id,
  requirement_ids: [id],
  scope: { owned: [...owned], read_only: [], shared: [] },
  checks: [],
  test_levels: [],
  class: "feature",
  ...fields,
});
const spec = {
  requirements: [requirement("a", "spec.md"), requirement("p", "plan.json"), requirement("q", "plan.json")],
  groupings: [
    grouping("a", ["src/new.ts", "lib/new.ts", "lib/*.ts"]),
    grouping("p", ["src/new.ts", "src/old.ts"]),
    grouping("q", ["./other/x.ts"], { checks: [{ kind: "tests", command: "true" }] }),
  ],
  declaredWaves: [{ file: "plan.json", waves: [["p", "q"]] }],
};

test("FAB-PLAN-009: planned paths that are not there, one finding a plan; other specs may name new files", () => {
  expect(pathFindings(spec, ["src/old.ts"]).map(({ message }) => message)).toEqual([
    "plan.json plans 2 paths that the repository does not have: src/new.ts, other/x.ts",
  ]);
});

test("FAB-PLAN-010: proposals are no claims about the repository", () => {
  const groupings = spec.groupings.map((each): Grouping => ({ ...each, proposed_by: "repository" }));
  expect(pathFindings({ ...spec, groupings }, [])).toEqual([]);
});

test("FAB-PLAN-009: packets of a plan without a check are named, requirements of other documents are not", () => {
  expect(uncheckedFindings(spec)).toEqual([
    {
      code: "FABRIKK_INTAKE_PACKET_UNCHECKED",
      message: "1 of 2 packets of plan.json name no check: p",
      source: { file: "plan.json", lines: [1, 1] },
    },
  ]);
});
