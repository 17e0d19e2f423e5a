import { verdictOf, type Condition } from "@fabrikk/state";
import { expect, test } from "vitest";

import { verdictText } from "./verdict-text.ts";

const unchecked = (task: string): Condition => ({
  condition: "tasks-checked",
  value: "fail",
  code: "FABRIKK_COMPILER_TASK_UNCHECKED",
  message: `nothing checks ${task}`,
  evidence: [],
  next: "add a Check: line",
});

test("a review that passed says nothing", () => {
  expect(verdictText("Plan review", { value: "pass", conditions: [] })).toEqual([]);
});

test("many conditions of one kind are counted after the third, and the next action is told once", () => {
  expect(verdictText("Plan review", verdictOf(["a", "b", "c", "d", "e"].map(unchecked)))).toEqual([
    "Plan review: fail",
    "  nothing checks a [FABRIKK_COMPILER_TASK_UNCHECKED]",
    "  nothing checks b [FABRIKK_COMPILER_TASK_UNCHECKED]",
    "  nothing checks c [FABRIKK_COMPILER_TASK_UNCHECKED]",
    "  and 2 more of this kind",
    "    next: add a Check: line",
  ]);
});
