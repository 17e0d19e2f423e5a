import {
  canonicalJson,
  type Check,
  type Grouping,
  type Requirement,
  type RunArtifact,
  type Task,
  type TestLevel,
} from "@fabrikk/state";

import { scopeWithTests } from "../scope/scope-with-tests.ts";
import { isTestCommand } from "../spec/test-command.ts";
import { taskIdOf, uniqueId } from "./task-id.ts";

/** A task that does not know yet what it depends on. */
export type FreeTask = Omit<Task, "depends_on">;

const priorities = ["must", "should", "may"] as const;
const risks = ["high", "medium", "low"] as const;

/**
 * One task for each grouping, in an order that follows from the sources alone (FAB-PLAN-002, FAB-PLAN-004). Groupings in
 * another order make the same tasks.
 */
export function makeTasks(artifact: RunArtifact): readonly FreeTask[] {
  const requirements = new Map(artifact.requirements.map((requirement) => [requirement.id, requirement]));
  const gate = artifact.quality_gate.map(({ command }) => gateCheck(command));
  const taken = new Set<string>();
  return inSourceOrder(artifact.groupings, requirements).map(({ grouping, members }) => {
    const id = uniqueId(taskIdOf(members[0] as Requirement, grouping.title), taken);
    taken.add(id);
    const unscoped = grouping.scope.owned.length === 0 && grouping.scope.shared.length === 0;
    return {
      id,
      title: grouping.title,
      class: grouping.class,
      requirement_ids: members.map((member) => member.id),
      scope: unscoped ? { ...scopeWithTests(grouping.scope), owned: ["**"] } : scopeWithTests(grouping.scope),
      unscoped,
      checks: grouping.checks.length > 0 ? grouping.checks : gate,
      test_levels: testLevels(grouping),
      priority: priorities.find((priority) => members.some((member) => member.priority === priority)) ?? "must",
      risk: risks.find((risk) => members.some((member) => member.risk === risk)) ?? "medium",
      repair: null,
    };
  });
}

interface Member {
  readonly grouping: Grouping;
  readonly members: readonly Requirement[];
}

function inSourceOrder(
  groupings: readonly Grouping[],
  requirements: ReadonlyMap<string, Requirement>,
): readonly Member[] {
  return groupings
    .map((grouping) => {
      const members = [...new Set(grouping.requirement_ids)]
        .flatMap((id) => requirements.get(id) ?? [])
        .toSorted(bySource);
      return { grouping, members };
    })
    .toSorted(
      (a, b) =>
        bySource(a.members[0] as Requirement, b.members[0] as Requirement) ||
        compare(canonicalJson(a.grouping), canonicalJson(b.grouping)),
    );
}

function bySource(a: Requirement, b: Requirement): number {
  return compare(a.source.file, b.source.file) || a.source.lines[0] - b.source.lines[0] || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
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
