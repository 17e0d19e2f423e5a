import { TaskId, type Condition, type Result, type Settlement, type Task } from "@fabrikk/state";

import { notPassed, passed } from "./condition.ts";

/** Is there a result file that says this task is done? It is a claim: believing it is left to the other conditions (FAB-VER-001). */
export function judgeResult(task: Task, { result, outcome }: Settlement): Condition {
  switch (result.state) {
    case "read":
      return judgeClaim(task, result.result);
    case "missing":
      return notPassed("result", {
        value: outcome === "lost" || outcome === "cancelled" ? "unknown" : "fail",
        code: "FABRIKK_VERIFIER_RESULT_MISSING",
        message: "the worker left no result file in its outbox",
        next: "write the result file as the last act of the session",
      });
    case "refused":
      return notPassed("result", {
        value: "fail",
        code: "FABRIKK_VERIFIER_RESULT_REFUSED",
        message: `the result file cannot be accepted: ${result.reason}`,
        next: "write the result file again, exactly as its schema says",
      });
  }
}

function judgeClaim(task: Task, result: Result): Condition {
  if (result.task_id !== task.id) {
    const named = TaskId.safeParse(result.task_id).success ? result.task_id : "something that is no task id";
    return notPassed("result", {
      value: "fail",
      code: "FABRIKK_VERIFIER_RESULT_OTHER_TASK",
      message: `the result is for ${named}, and the task is ${task.id}`,
      next: `write the result file for ${task.id}`,
    });
  }
  switch (result.status) {
    case "done":
      return passed("result");
    case "blocked":
      return notPassed("result", {
        value: "fail",
        code: "FABRIKK_VERIFIER_WORKER_BLOCKED",
        message: `the worker reports ${task.id} as blocked; its reason is in the result file`,
        next: "give the task what it lacks, or widen its file scope",
      });
    case "failed":
      return notPassed("result", {
        value: "fail",
        code: "FABRIKK_VERIFIER_WORKER_FAILED",
        message: `the worker reports ${task.id} as failed; its reason is in the result file`,
        next: "do the task again",
      });
  }
}
