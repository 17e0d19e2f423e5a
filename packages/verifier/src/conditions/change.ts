import type { Change, Condition, Task } from "@fabrikk/state";

import { notPassed, passed } from "./condition.ts";

/** A feature, fix or repair that changes nothing did nothing. */
export function judgeChange(task: Task, changes: readonly Change[]): Condition {
  if (changes.length > 0) return passed("change");
  switch (task.class) {
    case "feature":
    case "fix":
    case "repair":
      return notPassed("change", {
        value: "fail",
        code: "FABRIKK_VERIFIER_NO_CHANGE",
        message: `nothing was changed, and ${task.id} is a ${task.class}`,
        next: "do the task; where there is nothing to do, report blocked with the reason",
      });
    case "docs":
    case "config":
    case "chore":
      return passed("change");
  }
}
