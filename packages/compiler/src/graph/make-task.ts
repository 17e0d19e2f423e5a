import type { Check, Grouping, RunArtifact, Task, TestLevel } from "@fabrikk/state";

import { scopeWithTests } from "../scope/scope-with-tests.ts";
import { isTestCommand } from "../spec/test-command.ts";
import type { TaskDraft } from "./draft-tasks.ts";

const priorities = ["must", "should", "may"] as const;
const risks = ["high", "medium", "low"] as const;

/** The task of a draft, but for what it depends on (FAB-PLAN-002, FAB-PLAN-004). */
export function makeTask(
  { id, grouping, members }: TaskDraft,
  gate: RunArtifact["quality_gate"],
): Omit<Task, "depends_on"> {
  const unscoped = grouping.scope.owned.length === 0 && grouping.scope.shared.length === 0;
  return {
    id,
    title: grouping.title,
    class: grouping.class,
    requirement_ids: members.map((member) => member.id),
    scope: unscoped ? { ...scopeWithTests(grouping.scope), owned: ["**"] } : scopeWithTests(grouping.scope),
    unscoped,
    checks: grouping.checks.length > 0 ? grouping.checks : gate.map(({ command }) => gateCheck(command)),
    test_levels: testLevels(grouping),
    priority: priorities.find((priority) => members.some((member) => member.priority === priority)) ?? "must",
    risk: risks.find((risk) => members.some((member) => member.risk === risk)) ?? "medium",
    repair: null,
  };
}

/** The quality gate stands for the checks of a task that names none. */
function gateCheck(command: string): Check {
  return isTestCommand(command) ? { kind: "tests", command } : { kind: "command", command, exit_code: 0 };
}

/** Features and fixes want unit tests where nothing is said; docs, config and chores want none. */
function testLevels(grouping: Grouping): TestLevel[] {
  if (grouping.test_levels.length > 0) return [...new Set(grouping.test_levels)].toSorted();
  return grouping.class === "feature" || grouping.class === "fix" ? ["L1"] : [];
}
