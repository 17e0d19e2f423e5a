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

test("FAB-INT-005: tasks without files are told, and rejected in hold mode", () => {
  const free = artifact({ requirements: [requirement("A")], groupings: [grouping("A", [])] });
  expect(reviewPlan(compileArtifact(free), free)).toMatchObject({ value: "warn" });
  const held: RunArtifact = { ...free, scope_mode: "hold" };
  expect(codes(reviewPlan(compileArtifact(held), held))).toEqual(["fail FABRIKK_COMPILER_TASK_UNSCOPED"]);
});
