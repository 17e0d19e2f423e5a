import type { RunArtifact, Task, TaskGraph, Verdict } from "@fabrikk/state";
import { expect, test } from "vitest";

import { artifact, grouping, requirement, task } from "../../test/artifacts.ts";
import { compileArtifact } from "../graph/compile-artifact.ts";
import { reviewPlan } from "./review-plan.ts";

const two = artifact({
  requirements: [requirement("A"), requirement("B", 2)],
  groupings: [grouping("A", ["src/a.ts"]), grouping("B", ["src/b.ts"])],
});

const graph = (tasks: readonly Task[], waves: readonly (readonly string[])[]): TaskGraph => ({
  ...compileArtifact(two),
  tasks: [...tasks],
  waves: waves.map((wave) => [...wave]),
});

/** Codes of all that does not pass. */
function codes(verdict: Verdict): readonly string[] {
  expect(verdict.conditions.every(({ value, next }) => value === "pass" || (next ?? "") !== "")).toBe(true);
  return verdict.conditions.filter(({ value }) => value !== "pass").map(({ value, code }) => `${value} ${code}`);
}

const review = (
  tasks: readonly Task[],
  waves: readonly (readonly string[])[],
  of: RunArtifact = two,
): readonly string[] => codes(reviewPlan(graph(tasks, waves), of));

test("FAB-PLAN-009: what the compiler makes passes, one condition a rule", () => {
  const verdict = reviewPlan(compileArtifact(two), two);
  expect(verdict.value).toBe("pass");
  expect(new Set(verdict.conditions.map(({ condition }) => condition)).size).toBe(verdict.conditions.length);
});

test("FAB-PLAN-003 FAB-PLAN-009: uncovered requirements", () => {
  expect(review([task("a")], [["a"]])).toEqual(["fail FABRIKK_COMPILER_UNCOVERED"]);
});

test("FAB-PLAN-009: overlapping scopes in one wave, also by patterns and case", () => {
  const other = task("b", { scope: { owned: ["SRC/*.ts"], read_only: [], shared: [] } });
  expect(review([task("a"), other], [["a", "b"]])).toEqual(["fail FABRIKK_COMPILER_WAVE_OVERLAP"]);
  expect(review([task("a"), other], [["a"], ["b"]])).toEqual([]);
});

test("FAB-PLAN-006 FAB-PLAN-009: wrong order, a missing task, a task twice", () => {
  const needing = task("b", { depends_on: [{ task: "a", pinned: true }] });
  const wrong = "fail FABRIKK_COMPILER_WAVE_ORDER";
  expect(review([task("a"), needing], [["b"], ["a"]])).toEqual([wrong]);
  expect(review([task("a"), needing], [["a", "b"]])).toEqual([wrong]);
  expect(review([task("a"), task("b")], [["a"]])).toEqual([wrong]);
  expect(review([task("a"), task("b")], [["a", "b"], ["a"]])).toEqual([wrong]);
});

test("FAB-PLAN-002 FAB-PLAN-009: tasks without checks or test levels", () => {
  const b = task("b");
  expect(review([task("a", { checks: [] }), b], [["a", "b"]])).toEqual(["fail FABRIKK_COMPILER_TASK_UNCHECKED"]);
  expect(review([task("a", { test_levels: [] }), b], [["a", "b"]])).toEqual([
    "fail FABRIKK_COMPILER_TEST_LEVEL_MISSING",
  ]);
  expect(review([task("a", { test_levels: [], class: "docs" }), b], [["a", "b"]])).toEqual([]);
});

test.each(["# later", "TODO", "n/a", "<command>", "  ", "manual check"])(
  "FAB-PLAN-009: no command can run %j",
  (command) => {
    const vague = task("a", { checks: [{ kind: "command", command, exit_code: 0 }] });
    expect(review([vague, task("b")], [["a", "b"]])).toEqual(["fail FABRIKK_COMPILER_CHECK_NOT_RUNNABLE"]);
  },
);

test("FAB-PLAN-009: tasks over the size limit, tests not counted", () => {
  const owning = (count: number, end: string): Task =>
    task("a", {
      scope: { owned: Array.from({ length: count }, (_, index) => `src/a${index}${end}`), read_only: [], shared: [] },
    });
  expect(review([owning(26, ".ts"), task("b")], [["a", "b"]])).toEqual(["fail FABRIKK_COMPILER_TASK_TOO_LARGE"]);
  expect(review([owning(25, ".ts"), task("b")], [["a", "b"]])).toEqual([]);
  expect(review([owning(60, ".test.ts"), task("b")], [["a", "b"]])).toEqual([]);
  const ids = Array.from({ length: 26 }, (_, index) => `A-${index}`);
  expect(review([task("a", { requirement_ids: ["A", ...ids.slice(1)] }), task("b")], [["a", "b"]])).toEqual([
    "fail FABRIKK_COMPILER_TASK_TOO_LARGE",
  ]);
});

test("a path that is to change and may only be read", () => {
  const torn = task("a", { scope: { owned: ["src/a.ts"], read_only: ["src/**"], shared: [] } });
  expect(review([torn], [["a"]], { ...two, requirements: [requirement("A")] })).toEqual([
    "fail FABRIKK_COMPILER_SCOPE_CONTRADICTS",
  ]);
});

test("FAB-INT-005: in hold mode a plan that leaves the approved files is rejected", () => {
  const hold: RunArtifact = { ...two, scope_mode: "hold" };
  expect(codes(reviewPlan(compileArtifact(hold), hold))).toEqual([]);
  const wider = task("b", { scope: { owned: ["src/b.ts", "src/other.ts"], read_only: [], shared: ["package.json"] } });
  const outside = "fail FABRIKK_COMPILER_OUT_OF_SCOPE";
  expect(review([task("a"), wider], [["a", "b"]], hold)).toEqual([outside, outside]);
  expect(review([task("a"), wider], [["a", "b"]], two)).toEqual([]);
  const folder: RunArtifact = { ...hold, groupings: [grouping("A", ["src/**"]), grouping("B", ["package.json"])] };
  expect(review([task("a"), wider], [["a", "b"]], folder)).toEqual([]);
});

test("FAB-INT-005: in hold mode files that were proposed widen nothing", () => {
  const made = artifact({
    requirements: [requirement("A"), requirement("B", 2), requirement("C", 3)],
    groupings: [
      grouping("A", ["src/**"]),
      grouping("B", ["src/b.ts"], { proposed_by: "planner" }),
      grouping("C", ["lib/c.go"], { proposed_by: "repository" }),
    ],
    scope_mode: "hold",
  });
  const { conditions } = reviewPlan(compileArtifact(made), made);
  expect(conditions.filter(({ value }) => value !== "pass").map(({ code, message }) => `${code} ${message}`)).toEqual([
    "FABRIKK_COMPILER_OUT_OF_SCOPE the task c may change lib/c.go, which is outside of the approved scope",
    "FABRIKK_COMPILER_OUT_OF_SCOPE the task c may change lib/c_test.go, which is outside of the approved scope",
  ]);
});

test("FAB-PLAN-003: a deferred requirement is no hole; what needs it is told", () => {
  const made: RunArtifact = {
    ...two,
    dependencies: [{ from: "A", to: "B", pinned: true }],
    deferred: [{ requirement_id: "B", reason: "next year" }],
  };
  const verdict = reviewPlan(compileArtifact(made), made);
  expect(codes(verdict)).toEqual(["warn FABRIKK_COMPILER_DEFERRED_NEEDED"]);
  expect(verdict.value).toBe("warn");
});

test("FAB-PLAN-007: each false dependency that the compile took away is one warning", () => {
  const made: RunArtifact = { ...two, dependencies: [{ from: "B", to: "A", pinned: false }] };
  const { conditions } = reviewPlan(compileArtifact(made), made);
  expect(conditions.filter(({ value }) => value === "warn")).toEqual([
    expect.objectContaining({
      code: "FABRIKK_COMPILER_FALSE_DEPENDENCY",
      message: expect.stringMatching(/^nothing makes the task b wait for a: /),
    }),
  ]);
});

test("FAB-PLAN-009: a plan with many problems names all of them at once", () => {
  const ids = ["a", "b", "c"];
  const bad = [
    task("a", { checks: [], scope: { owned: ["src/x.ts"], read_only: ["src/*"], shared: [] } }),
    task("b", { checks: [{ kind: "command", command: "TODO", exit_code: 0 }], test_levels: [], unscoped: true }),
    task("c", { depends_on: [{ task: "d", pinned: true }], scope: { owned: ["SRC/X.ts"], read_only: [], shared: [] } }),
    task("e"),
  ];
  const held: RunArtifact = { ...two, requirements: [requirement("Z")], scope_mode: "hold" };
  expect(review(bad, [ids], held)).toEqual([
    "fail FABRIKK_COMPILER_UNCOVERED",
    "fail FABRIKK_COMPILER_WAVE_ORDER",
    "fail FABRIKK_COMPILER_WAVE_ORDER",
    "fail FABRIKK_COMPILER_WAVE_OVERLAP",
    "fail FABRIKK_COMPILER_WAVE_OVERLAP",
    "fail FABRIKK_COMPILER_TASK_UNCHECKED",
    "fail FABRIKK_COMPILER_CHECK_NOT_RUNNABLE",
    "fail FABRIKK_COMPILER_TEST_LEVEL_MISSING",
    "fail FABRIKK_COMPILER_SCOPE_CONTRADICTS",
    "fail FABRIKK_COMPILER_OUT_OF_SCOPE",
    "fail FABRIKK_COMPILER_OUT_OF_SCOPE",
    "fail FABRIKK_COMPILER_OUT_OF_SCOPE",
    "fail FABRIKK_COMPILER_TASK_UNSCOPED",
  ]);
});

test("FAB-INT-005: tasks without files are told, and rejected in hold mode", () => {
  const free = artifact({ requirements: [requirement("A")], groupings: [grouping("A", [])] });
  expect(reviewPlan(compileArtifact(free), free)).toMatchObject({ value: "warn" });
  const held: RunArtifact = { ...free, scope_mode: "hold" };
  expect(codes(reviewPlan(compileArtifact(held), held))).toEqual(["fail FABRIKK_COMPILER_TASK_UNSCOPED"]);
});
