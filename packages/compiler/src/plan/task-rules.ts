import type { Check, Task } from "@fabrikk/state";

import { globMatches } from "../glob/matches-glob.ts";
import { mustParseGlob } from "../glob/must-parse-glob.ts";
import { isTestFile } from "../scope/is-test-file.ts";
import type { PlanRule } from "./plan-rule.ts";
import { taskSizeLimit } from "./task-size-limit.ts";

/** FAB-PLAN-002: every task has a check. */
export const tasksChecked: PlanRule = {
  condition: "tasks-checked",
  breaches: ({ tasks }) =>
    tasks
      .filter(({ checks }) => checks.length === 0)
      .map((task) => ({
        value: "fail",
        code: "FABRIKK_COMPILER_TASK_UNCHECKED",
        message: `nothing checks the task ${named(task)}`,
        next: "Add a `Check:` line under its requirements, or a quality gate to the configuration.",
      })),
};

/** FAB-PLAN-009: a check is a command, and not a word that stands for one. */
export const checksRunnable: PlanRule = {
  condition: "checks-runnable",
  breaches: ({ tasks }) =>
    tasks.flatMap((task) =>
      task.checks
        .filter((check) => !isRunnable(check))
        .map((check) => ({
          value: "fail",
          code: "FABRIKK_COMPILER_CHECK_NOT_RUNNABLE",
          message: `no command can run the check "${"command" in check ? check.command : check.kind}" of ${named(task)}`,
          next: "Write a shell command after `Check:`.",
        })),
    ),
};

/** FAB-PLAN-002: features and fixes say where their tests stand. */
export const testsLevelled: PlanRule = {
  condition: "test-levels-named",
  breaches: ({ tasks }) =>
    tasks
      .filter((task) => (task.class === "feature" || task.class === "fix") && task.test_levels.length === 0)
      .map((task) => ({
        value: "fail",
        code: "FABRIKK_COMPILER_TEST_LEVEL_MISSING",
        message: `the task ${named(task)} names no test level`,
        next: "Add a `Test level:` line under its requirements.",
      })),
};

/** FAB-PLAN-004, FAB-PLAN-009. */
export const tasksSmall: PlanRule = {
  condition: "tasks-within-size",
  breaches: ({ tasks }) =>
    tasks.flatMap((task) => {
      const files = task.scope.owned.filter((glob) => !isTestFile(glob)).length;
      if (task.requirement_ids.length <= taskSizeLimit.requirements && files <= taskSizeLimit.files) return [];
      return [
        {
          value: "fail",
          code: "FABRIKK_COMPILER_TASK_TOO_LARGE",
          message: `the task ${named(task)} has ${task.requirement_ids.length} requirements and ${files} owned files; the limit is ${taskSizeLimit.requirements} and ${taskSizeLimit.files}`,
          next: "Give its requirements different files, so that it becomes several tasks.",
        },
      ];
    }),
};

/** A path that a task is to change and may not change keeps it from ever being done. */
export const scopesConsistent: PlanRule = {
  condition: "scopes-consistent",
  breaches: ({ tasks }) =>
    tasks
      .filter(({ scope, unscoped }) => !unscoped && scope.read_only.length > 0)
      .flatMap((task) => {
        const closed = task.scope.read_only.map(mustParseGlob);
        return [...task.scope.owned, ...task.scope.shared]
          .filter((path) => closed.some((glob) => globMatches(glob, path)))
          .map((path) => ({
            value: "fail",
            code: "FABRIKK_COMPILER_SCOPE_CONTRADICTS",
            message: `the task ${named(task)} owns or shares ${path}, and may only read it`,
            next: "Take it out of `Files:`, `Shared:` or `Read only:`.",
          }));
      }),
};

function named({ id, requirement_ids }: Task): string {
  const shown = requirement_ids.slice(0, 3).join(", ");
  return `${id} (${shown}${requirement_ids.length > 3 ? ", …" : ""})`;
}

function isRunnable(check: Check): boolean {
  if (!("command" in check)) return true;
  const command = check.command.trim();
  return (
    command !== "" && !/^(?:#|<[^<>]*>$|\.\.\.|…|(?:todo|tbd|tba|n\/?a|none|manual|manually|pending)\b)/i.test(command)
  );
}
