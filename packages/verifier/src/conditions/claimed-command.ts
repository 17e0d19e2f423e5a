import { describeCheck, findEvidence, type Condition, type Evidence, type Result, type Task } from "@fabrikk/state";

import { notPassed, passed } from "./condition.ts";

/**
 * A claimed command is held against what fabrikk measured, when it is a declared check of the task (FAB-VER-002). Any other
 * command is neither run nor believed.
 */
export function judgeClaimedCommand(
  { task, tree, result }: { readonly task: Task; readonly tree: string; readonly result: Result },
  evidence: readonly Evidence[],
): Condition {
  const { verification_command, verification_exit_code: claimed } = result.self_review;
  for (const check of task.checks) {
    if (!("command" in check) || check.command !== verification_command.trim()) continue;
    const fact = findEvidence(evidence, tree, describeCheck(check));
    if (fact?.value !== "fail" || fact.exit_code === null || claimed === null || fact.exit_code === claimed) continue;
    return notPassed("claimed-command", {
      value: "fail",
      code: "FABRIKK_VERIFIER_FALSE_CLAIM",
      message: `the worker claims that \`${check.command}\` ended with exit code ${claimed}; in a clean workspace it ended with ${fact.exit_code}`,
      next: "run the command on the finished change, and report the exit code that it really has",
      evidence: [fact.id],
    });
  }
  return passed("claimed-command");
}
