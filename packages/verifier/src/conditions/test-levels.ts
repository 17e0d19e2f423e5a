import { isTestFile, mayChange } from "@fabrikk/compiler";
import type { Change, Condition, Task } from "@fabrikk/state";

import { notPassed, passed } from "./condition.ts";

/** Where a task must have tests of level L1 or higher, the change adds to or changes at least one test file of its scope. */
export function judgeTestLevels(task: Task, changes: readonly Change[]): Condition {
  const levels = task.test_levels.filter((level) => level !== "L0");
  const tests = changes.filter(
    ({ path, status }) => status !== "deleted" && holdsTests(path) && mayChange(task.scope, path),
  );
  if (levels.length === 0 || tests.length > 0) return passed("test-levels");
  return notPassed("test-levels", {
    value: "fail",
    code: "FABRIKK_VERIFIER_TESTS_MISSING",
    message: `${task.id} must have tests of level ${levels.toSorted().join(", ")}, and no test file of its scope was added or changed`,
    next: "write the tests, in a test file within the task's scope",
  });
}

/** Rust keeps unit tests in the source file itself, where a path cannot tell them. */
function holdsTests(path: string): boolean {
  return isTestFile(path) || path.endsWith(".rs");
}
