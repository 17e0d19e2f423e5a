import type { Change, Condition, StaleReason, Task } from "@fabrikk/state";

/**
 * A task that is done again and changes nothing. Where only what is around it changed, what it did before may be right as it is: its checks
 * have to pass, and that nothing was made anew is told. Where the task itself means something else, nothing done is nothing done.
 * @returns null where the change is to be judged as any other
 */
export function judgeStanding(task: Task, changes: readonly Change[], redone: StaleReason | null): Condition | null {
  if (changes.length > 0) return null;
  switch (redone) {
    case "rules":
      return standing(task, "boundaries, quality gate or scope mode changed");
    case "dependency":
      return standing(task, "it needs a task that is new or done again");
    case "requirements":
    case "task":
    case null:
      return null;
  }
}

function standing({ id }: Task, why: string): Condition {
  return {
    condition: "change",
    value: "warn",
    code: "FABRIKK_VERIFIER_NOT_DONE_ANEW",
    message: `${id} was to be done again (${why}), and nothing was changed: what it did before stands, and only its checks were run anew`,
    evidence: [],
    next: "look whether what it did before is still right",
  };
}
