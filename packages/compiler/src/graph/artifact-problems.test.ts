import type { FabrikkError, RunArtifact } from "@fabrikk/state";
import { expect, test } from "vitest";

import { artifact, grouping, requirement } from "../../test/artifacts.ts";
import { compileArtifact } from "./compile-artifact.ts";

const deferring = (...ids: string[]): Pick<RunArtifact, "deferred"> => ({
  deferred: ids.map((requirement_id) => ({ requirement_id, reason: "later" })),
});

/** The problems of an artifact that does not compile. */
function problemsOf(made: RunArtifact): readonly { readonly code: string; readonly message: string }[] {
  try {
    compileArtifact(made);
  } catch (error) {
    return ((error as FabrikkError).details as { problems: { code: string; message: string }[] }).problems;
  }
  return [];
}

test("FAB-PLAN-003: a deferred requirement needs no task and gets none; a deferral of an unknown one is refused", () => {
  const made = artifact({
    requirements: ["A-1", "A-2", "A-3", "A-4"].map((id, index) => requirement(id, index + 1)),
    groupings: [grouping("A-1", ["a.md"], { requirement_ids: ["A-1", "A-3"] }), grouping("A-2", ["b.md"])],
    ...deferring("A-2", "A-3", "A-4"),
  });
  expect(compileArtifact(made).tasks.map(({ id, requirement_ids }) => [id, requirement_ids])).toEqual([
    ["a-1", ["A-1"]],
  ]);
  expect(problemsOf({ ...made, ...deferring("A-2", "A-4", "A-9") })).toEqual([
    {
      code: "FABRIKK_COMPILER_REQUIREMENT_UNKNOWN",
      message: "a person deferred the requirement A-9, which does not exist",
    },
  ]);
  expect(problemsOf({ ...made, ...deferring("A-2", "A-3") }).map(({ message }) => message)).toEqual([
    "no task covers the requirement A-4 (spec.md:4)",
  ]);
});

test("FAB-PLAN-003: everything deferred is a plan without tasks", () => {
  const made = artifact({ requirements: [requirement("A-1")], groupings: [grouping("A-1", [])], ...deferring("A-1") });
  expect(compileArtifact(made)).toMatchObject({ tasks: [], waves: [], conflicts: [] });
});

test("FAB-PLAN-003: what a deferred requirement needed still comes before what needed it", () => {
  const made = artifact({
    requirements: ["A-1", "A-2", "A-3", "A-4"].map((id, index) => requirement(id, index + 1)),
    groupings: ["A-1", "A-2", "A-3", "A-4"].map((id) => grouping(id, [`${id}.md`])),
    dependencies: [
      { from: "A-4", to: "A-3", pinned: true },
      { from: "A-3", to: "A-2", pinned: true },
      { from: "A-2", to: "A-1", pinned: true },
    ],
    ...deferring("A-2", "A-3"),
  });
  expect(compileArtifact(made).tasks.map(({ id, depends_on }) => [id, depends_on])).toEqual([
    ["a-1", []],
    ["a-4", [{ task: "a-1", pinned: true }]],
  ]);
});

test("FAB-PLAN-006 FAB-PLAN-009: an artifact with many problems names them all at once, cycles of requirements and of tasks among them", () => {
  const ids = ["A-1", "A-2", "A-3", "B-1", "B-2", "C-1"];
  const made = artifact({
    requirements: ids.map((id, index) => requirement(id, index + 1)),
    groupings: [
      grouping("A-1", ["a.md"], { requirement_ids: ["A-1", "A-3"] }),
      grouping("A-2", ["b.md", "/etc/x"]),
      grouping("B-1", ["c{.md", ".git/config"]),
      grouping("B-2", ["d.md"]),
      grouping("C-9", ["e.md"]),
    ],
    dependencies: [
      { from: "A-2", to: "A-1", pinned: true },
      { from: "A-3", to: "A-2", pinned: true },
      { from: "B-1", to: "B-2", pinned: true },
      { from: "B-2", to: "B-1", pinned: true },
      { from: "B-2", to: "X-1", pinned: true },
    ],
    ...deferring("D-1"),
  });
  const problems = problemsOf(made);
  expect(problems.map(({ code }) => code.replace("FABRIKK_COMPILER_", ""))).toEqual([
    "UNCOVERED",
    "REQUIREMENT_UNKNOWN",
    "REQUIREMENT_UNKNOWN",
    "DEPENDENCY_UNKNOWN",
    "GLOB_ESCAPES",
    "GLOB_INVALID",
    "GLOB_RESERVED",
    "CYCLE",
    "CYCLE",
  ]);
  expect(problems.slice(-2).map(({ message }) => message)).toEqual([
    expect.stringMatching(/^requirements depend on each other: B-1 -> B-2 -> B-1/),
    expect.stringMatching(/^tasks depend on each other: a-1 \(A-1, A-3\) -> a-2 \(A-2\) -> a-1/),
  ]);
});
