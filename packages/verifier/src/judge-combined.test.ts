import { describe, expect, test } from "vitest";

import { fact, testsCheck, tree } from "../test/sample-claim.ts";
import { judgeCombined } from "./judge-combined.ts";

const gate = { kind: "command", command: "npm run build", exit_code: 0 } as const;

describe("FAB-VER-011: the combined tree is judged by gate and checks", () => {
  test("it passes when each was measured on this tree and passed", () => {
    const evidence = [fact(gate), fact()];
    expect(judgeCombined({ tree, checks: [gate, testsCheck, testsCheck], evidence }).value).toBe("pass");
  });

  test("facts about the attempts' own trees prove nothing about the combined one", () => {
    const evidence = [fact(gate), fact(testsCheck, { tree: "d".repeat(40) })];
    const verdict = judgeCombined({ tree, checks: [gate, testsCheck], evidence });
    expect(verdict.value).toBe("unknown");
    expect(verdict.conditions[1]?.code).toBe("FABRIKK_VERIFIER_CHECK_NOT_MEASURED");
  });

  test("a red check is told as a failure of the attempt that goes back", () => {
    const evidence = [fact(gate), fact(testsCheck, { value: "fail", exit_code: 1, saw: "✖ adds" })];
    const verdict = judgeCombined({ tree, checks: [gate, testsCheck], evidence });
    expect(verdict.value).toBe("fail");
    expect(verdict.conditions.filter(({ value }) => value === "fail")).toMatchObject([
      {
        code: "FABRIKK_VERIFIER_CHECK_FAILED",
        message: "tests: node --test: failed with exit code 1\n✖ adds",
        next: "mend what the check shows, and run it before reporting done",
      },
    ]);
  });

  test("nothing to check is nothing proved", () => {
    expect(judgeCombined({ tree, checks: [], evidence: [fact()] }).value).toBe("unknown");
  });
});
