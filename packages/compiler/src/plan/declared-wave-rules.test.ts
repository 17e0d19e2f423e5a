import type { RunArtifact } from "@fabrikk/state";
import { expect, test } from "vitest";

import { artifact, grouping, requirement } from "../../test/artifacts.ts";
import { compileArtifact } from "../graph/compile-artifact.ts";
import { reviewPlan } from "./review-plan.ts";

const ids = ["A-1", "A-2", "A-3", "A-4", "A-5", "A-6"];

/** Six requirements, each with a file of its own but for what is given. */
function declaring(
  waves: readonly (readonly string[])[],
  fields: Partial<RunArtifact> = {},
  files: Readonly<Record<string, readonly string[]>> = {},
): RunArtifact {
  return artifact({
    requirements: ids.map((id, index) => requirement(id, index + 1)),
    groupings: ids.map((id) => grouping(id, files[id] ?? [`src/${id}.go`])),
    declared_waves: [{ file: "plan.json", waves: waves.map((wave) => [...wave]) }],
    ...fields,
  });
}

const needs = (from: string, to: string, pinned = true) => ({ from, to, pinned });

/** All that is said about the declared waves of a compiled artifact. */
function told(made: RunArtifact): readonly string[] {
  const { conditions } = reviewPlan(compileArtifact(made), made);
  const found = conditions.filter(({ condition, value }) => condition === "declared-waves-hold" && value !== "pass");
  expect(found.every(({ code }) => code === "FABRIKK_COMPILER_DECLARED_WAVE_BROKEN")).toBe(true);
  return found.map(({ value, message }) => `${value} ${message}`);
}

test("FAB-PLAN-006: declared waves that hold are no finding, and the compile ignores them", () => {
  const made = declaring([["A-1", "A-2"], ["A-3"]], { dependencies: [needs("A-3", "A-1")] });
  expect(told(made)).toEqual([]);
  const { artifact_sha256: _, ...graph } = compileArtifact(made);
  const { artifact_sha256: __, ...other } = compileArtifact({
    ...made,
    declared_waves: [{ file: "plan.json", waves: [["A-3"], ["A-1"]] }],
  });
  expect(other).toEqual(graph);
});

test("FAB-PLAN-006: every breach of declared waves is named, with file, wave, tasks and requirements", () => {
  const made = declaring(
    [
      ["A-1", "A-2", "A-3"],
      ["A-3", "A-4"],
      ["A-5", "A-9"],
    ],
    { dependencies: [needs("A-2", "A-1"), needs("A-4", "A-5"), needs("A-5", "A-4"), needs("A-3", "A-1")].slice(0, 2) },
    { "A-1": ["src/x.go"], "A-3": ["src/x.go", "src/y.go"] },
  );
  expect(told(made)).toEqual([
    "fail plan.json declares A-9 in wave 3, and there is no such requirement",
    "fail plan.json declares A-3 in the waves 1 and 2",
    "fail plan.json: in wave 1, A-2 (task a-2) depends on A-1 (task a-1) of the same wave",
    "fail plan.json: in wave 2, A-4 (task a-4) depends on A-5 (task a-5) of the later wave 3",
    "fail plan.json: in wave 1, the task a-1 (A-1) and the task a-3 (A-3) can touch src/x.go and 1 more",
  ]);
  expect(reviewPlan(compileArtifact(made), made).value).toBe("fail");
});

test("FAB-PLAN-006: a dependency through a requirement that no wave names counts, one that was false does not", () => {
  const through = { dependencies: [needs("A-1", "A-6"), needs("A-6", "A-2"), needs("A-3", "A-1", false)] };
  expect(told(declaring([["A-1", "A-2", "A-3"]], through))).toEqual([
    "fail plan.json: in wave 1, A-1 (task a-1) depends on A-2 (task a-2) of the same wave",
  ]);
});

test("FAB-PLAN-006: requirements that one task serves may need each other; a task without files is told", () => {
  const made = declaring([["A-1", "A-2", "A-3"]], {
    dependencies: [needs("A-1", "A-2")],
    groupings: [
      grouping("A-1", ["src/a.go"], { requirement_ids: ["A-1", "A-2"] }),
      grouping("A-3", []),
      grouping("A-4", ["src/d.go"], { requirement_ids: ["A-4", "A-5", "A-6"] }),
    ],
  });
  expect(told(made)).toEqual(["warn plan.json: in wave 1, the task a-3 (A-3) names no files, so that it runs alone"]);
});
