import { describeCheck, findEvidence, type Check, type Condition, type Evidence } from "@fabrikk/state";

import { notPassed, passed } from "./condition.ts";

/** One condition per check: what was measured on exactly this tree decides, and nothing else does (FAB-VER-003). */
export function judgeChecks(
  { tree, checks }: { readonly tree: string; readonly checks: readonly Check[] },
  evidence: readonly Evidence[],
): Condition[] {
  const bySubject = new Map(checks.map((check) => [describeCheck(check), check]));
  if (bySubject.size > 0) {
    return [...bySubject].map(([subject, check]) => judgeCheck(check, findEvidence(evidence, tree, subject)));
  }
  return [
    notPassed("checks", {
      value: "unknown",
      code: "FABRIKK_VERIFIER_NO_CHECKS",
      message: "no check is declared, so nothing was proved",
      next: "declare at least one check",
    }),
  ];
}

function judgeCheck(check: Check, fact: Evidence | undefined): Condition {
  const name = `check: ${describeCheck(check)}`;
  if (fact === undefined) {
    return notPassed(name, {
      value: "unknown",
      code: "FABRIKK_VERIFIER_CHECK_NOT_MEASURED",
      message: `${describeCheck(check)}: not measured on this tree`,
      next: "run the check on this tree",
    });
  }
  switch (fact.value) {
    case "pass":
      return passed(name, [fact.id]);
    case "unknown":
      return notPassed(name, {
        value: "unknown",
        code: "FABRIKK_VERIFIER_CHECK_UNKNOWN",
        message: `${describeCheck(check)}: could not be measured${sawOf(fact)}`,
        next: "mend what keeps the check from running, then run it again",
        evidence: [fact.id],
      });
    case "fail":
      return failedCheck(check, fact);
  }
}

function failedCheck(check: Check, fact: Evidence): Condition {
  const noTests = check.kind === "tests" && fact.exit_code === 0 && fact.tests_run === 0;
  return notPassed(`check: ${describeCheck(check)}`, {
    value: "fail",
    code: noTests ? "FABRIKK_VERIFIER_NO_TESTS_RAN" : "FABRIKK_VERIFIER_CHECK_FAILED",
    message: `${describeCheck(check)}: ${noTests ? "ended well, and ran no test" : describeEnd(fact)}${sawOf(fact)}`,
    next: noTests
      ? "write tests that this command runs"
      : "mend what the check shows, and run it before reporting done",
    evidence: [fact.id],
  });
}

function describeEnd({ ended, exit_code }: Evidence): string {
  if (ended !== null) return `ended by ${ended}`;
  return exit_code === null ? "does not hold" : `failed with exit code ${exit_code}`;
}

function sawOf({ saw }: Evidence): string {
  return saw === "" ? "" : `\n${saw}`;
}
