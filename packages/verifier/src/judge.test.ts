import type { StaleReason } from "@fabrikk/state";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  alsoChanged,
  baseTree,
  changes,
  fact,
  honest,
  reported,
  result,
  settled,
  task,
  testsCheck,
  tree,
} from "../test/sample-claim.ts";
import type { Claim } from "./claim.ts";
import { judge } from "./judge.ts";

function codes(claim: Claim, evidence = [fact()]): string[] {
  return judge(claim, evidence).conditions.flatMap(({ code }) => (code === null ? [] : [code]));
}

/** A claim that is not accepted, and the code (without its prefix) that says why. */
interface Refusal {
  readonly name: string;
  readonly claim: Claim;
  readonly code: string;
  readonly evidence?: ReturnType<typeof fact>[];
}

const failing = fact(testsCheck, { value: "fail", exit_code: 1, saw: "✖ parses" });

describe("FAB-VER-001: a completion claim is accepted by facts alone", () => {
  test("honest work passes, each condition by itself", () => {
    const verdict = judge(honest, [fact()]);
    expect(verdict.value).toBe("pass");
    expect(verdict.conditions.map(({ condition }) => condition)).toEqual([
      "session",
      "result",
      "repository",
      "tree",
      "protected-paths",
      "ownership",
      "boundaries-never",
      "boundaries-ask-first",
      "change",
      "test-levels",
      "self-review-scan",
      "self-review-files",
      "artifacts",
      "claimed-command",
      "check: tests: node --test",
    ]);
  });

  test.each<Refusal>([
    { name: "a session that failed", claim: settled({ outcome: "failed" }), code: "SESSION_FAILED" },
    { name: "no result file", claim: settled({ result: { state: "missing" } }), code: "RESULT_MISSING" },
    {
      name: "a broken result file",
      claim: settled({ result: { state: "refused", reason: "no JSON" } }),
      code: "RESULT_REFUSED",
    },
    { name: "a result for another task", claim: reported({ task_id: "print" }), code: "RESULT_OTHER_TASK" },
    { name: "a worker that is blocked", claim: reported({ status: "blocked" }), code: "WORKER_BLOCKED" },
    { name: "a worker that failed", claim: reported({ status: "failed" }), code: "WORKER_FAILED" },
    {
      name: "a commit",
      claim: settled({ faults: [{ kind: "commit", detail: "HEAD moved" }] }),
      code: "REPOSITORY_TOUCHED",
    },
    {
      name: "a planted link",
      claim: settled({ faults: [{ kind: "symlink", detail: "src/x" }] }),
      code: "TREE_REFUSED",
    },
    { name: "a file it does not own", claim: alsoChanged("src/print.ts"), code: "OUT_OF_SCOPE" },
    { name: "a file it may only read", claim: alsoChanged("src/line.ts"), code: "OUT_OF_SCOPE" },
    { name: "fabrikk's configuration", claim: alsoChanged("fabrikk.config.yaml"), code: "PROTECTED_PATH" },
    { name: "fabrikk's folder", claim: alsoChanged("src/.Fabrikk/standards/code.md"), code: "PROTECTED_PATH" },
    { name: "a scan that is not clean", claim: reported({}, { scan_clean: false }), code: "SCAN_NOT_CLEAN" },
    { name: "a file that was not reviewed", claim: reported({}, { files_reviewed: [] }), code: "NOT_REVIEWED" },
    {
      name: "an artifact that is not there",
      claim: reported({ artifacts: ["docs/parse.md"] }),
      code: "ARTIFACT_MISSING",
    },
    { name: "no change at all", claim: settled({ changes: [] }), code: "NO_CHANGE" },
    { name: "tests that were never written", claim: settled({ changes: changes.slice(0, 1) }), code: "TESTS_MISSING" },
    { name: "a check that fails", claim: honest, code: "CHECK_FAILED", evidence: [failing] },
    { name: "a false exit code", claim: honest, code: "FALSE_CLAIM", evidence: [failing] },
    {
      name: "a run without tests",
      claim: honest,
      code: "NO_TESTS_RAN",
      evidence: [fact(testsCheck, { value: "fail", tests_run: 0 })],
    },
  ])("$name is refused", ({ claim, code, evidence = [fact()] }) => {
    expect(codes(claim, evidence)).toContain(`FABRIKK_VERIFIER_${code}`);
    expect(judge(claim, evidence).value).toBe("fail");
  });

  test.each<Refusal>([
    { name: "a lost attempt", claim: settled({ outcome: "lost", result: { state: "missing" } }), code: "ATTEMPT_LOST" },
    { name: "a cancelled attempt", claim: settled({ outcome: "cancelled" }), code: "ATTEMPT_CANCELLED" },
    { name: "no tree", claim: settled({ tree: null, changes: [] }), code: "NO_TREE" },
    { name: "a task without checks", claim: { ...honest, task: { ...task, checks: [] } }, code: "NO_CHECKS" },
    { name: "a check that was not measured", claim: honest, code: "CHECK_NOT_MEASURED", evidence: [] },
    {
      name: "a check measured on another tree",
      claim: honest,
      code: "CHECK_NOT_MEASURED",
      evidence: [fact(testsCheck, { tree: baseTree })],
    },
    {
      name: "a check that could not run",
      claim: honest,
      code: "CHECK_UNKNOWN",
      evidence: [fact(testsCheck, { value: "unknown" })],
    },
  ])("$name stays unknown", ({ claim, code, evidence = [fact()] }) => {
    expect(codes(claim, evidence)).toContain(`FABRIKK_VERIFIER_${code}`);
    expect(judge(claim, evidence).value).toBe("unknown");
  });

  describe("FAB-INT-009: a task that was done before its spec was changed, and changes nothing now", () => {
    const again = (redone: StaleReason): Claim => ({ ...settled({ changes: [] }), redone });

    test.each(["rules", "dependency"] as const)(
      "because of %s: its checks have to pass, and that it was not made anew is told",
      (because) => {
        const verdict = judge(again(because), [fact()]);
        expect(verdict.value).toBe("warn");
        expect(verdict.conditions.filter(({ value }) => value !== "pass")).toMatchObject([
          { condition: "change", value: "warn", code: "FABRIKK_VERIFIER_NOT_DONE_ANEW" },
        ]);
        expect(codes(again(because), [failing])).toContain("FABRIKK_VERIFIER_CHECK_FAILED");
        expect(judge(again(because), [failing]).value).toBe("fail");
      },
    );

    test.each(["requirements", "task"] as const)("because of its own %s: is refused as any other", (because) => {
      expect(judge(again(because), [fact()]).value).toBe("fail");
      expect(codes(again(because))).toEqual(["FABRIKK_VERIFIER_NO_CHANGE", "FABRIKK_VERIFIER_TESTS_MISSING"]);
    });

    test("what it does change is judged as any other change", () => {
      expect(codes({ ...settled({ changes: changes.slice(0, 1) }), redone: "rules" })).toContain(
        "FABRIKK_VERIFIER_TESTS_MISSING",
      );
    });
  });

  test("the failure is told exactly, with the evidence and the next action", () => {
    const condition = judge(honest, [failing]).conditions.at(-1);
    expect(condition).toEqual({
      condition: "check: tests: node --test",
      value: "fail",
      code: "FABRIKK_VERIFIER_CHECK_FAILED",
      message: "tests: node --test: failed with exit code 1\n✖ parses",
      evidence: [failing.id],
      next: "mend what the check shows, and run it before reporting done",
    });
  });

  test("a failing fact is not outweighed by a passing one", () => {
    expect(judge(honest, [fact(), failing, fact()]).value).toBe("fail");
  });

  test("classes that may change nothing, and deletions, are honest work", () => {
    const chore: Claim = { ...settled({ changes: [] }), task: { ...task, class: "chore", test_levels: [] } };
    expect(judge(chore, [fact()]).value).toBe("pass");
    const deletion: Claim = {
      ...settled({ changes: [{ path: "src/parse.ts", status: "deleted", mode: null }] }),
      task: { ...task, class: "chore", test_levels: ["L0"] },
    };
    expect(judge(deletion, [fact()]).value).toBe("pass");
  });

  test("a shared file may be changed", () => {
    expect(judge(alsoChanged("src/index.ts"), [fact()]).value).toBe("pass");
  });

  test("a Rust source file can hold its tests", () => {
    const rust: Claim = {
      ...settled({ changes: [{ path: "src/lib.rs", status: "modified", mode: "100644" }] }),
      task: { ...task, scope: { owned: ["src/**"], read_only: [], shared: [] } },
    };
    expect(codes(rust)).not.toContain("FABRIKK_VERIFIER_TESTS_MISSING");
  });
});

describe("FAB-VER-002: self-review evidence is checked against facts", () => {
  test("changed files that were not reviewed are listed", () => {
    const condition = judge(reported({}, { files_reviewed: ["src/parse.ts"] }), [fact()]).conditions.find(
      ({ value }) => value === "fail",
    );
    expect(condition).toMatchObject({
      code: "FABRIKK_VERIFIER_NOT_REVIEWED",
      message: "changed and not named in files_reviewed: test/parse.test.ts",
    });
  });

  test.each(["pnpm-lock.yaml", "docs/logo.png", "src/api.pb.go", "src/__snapshots__/parse.snap", "web/app.min.js"])(
    "%s needs no review",
    (path) => {
      const unread = { ...alsoChanged(path).settlement, result: { state: "read", result } as const };
      const claim = { ...settled(unread), task: { ...task, scope: { ...task.scope, owned: ["**"] } } };
      expect(judge(claim, [fact()]).value).toBe("pass");
    },
  );

  test("paths may be written absolute, with a leading dot or with back slashes", () => {
    const claim = reported(
      { artifacts: ["/tmp/w-1/src/parse.ts", "src/"] },
      { files_reviewed: ["/tmp/w-1/src/parse.ts", ".\\test\\parse.test.ts"] },
    );
    expect(judge(claim, [fact()]).value).toBe("pass");
  });

  test("a claimed command that is no declared check is neither run nor believed", () => {
    const claim = reported({}, { verification_command: "true", verification_exit_code: 0 });
    expect(judge(claim, [fact()]).value).toBe("pass");
    expect(codes(claim, [])).toEqual(["FABRIKK_VERIFIER_CHECK_NOT_MEASURED"]);
  });
});

describe("FAB-INT-006: boundaries are enforced on the change", () => {
  const item = { text: "the public list", paths: ["src/index.*"] };

  test("a never-item that is met fails, and names the paths", () => {
    const claim = { ...alsoChanged("src/index.ts"), boundaries: { always: [], ask_first: [], never: [item] } };
    expect(judge(claim, [fact()]).conditions.find(({ value }) => value === "fail")).toMatchObject({
      code: "FABRIKK_VERIFIER_BOUNDARY_NEVER",
      message: 'the change meets what is never to be done: "the public list": src/index.ts',
    });
  });

  test("an ask-first item that is met waits for a person", () => {
    const claim = { ...alsoChanged("src/index.ts"), boundaries: { always: [], ask_first: [item], never: [] } };
    expect(judge(claim, [fact()]).value).toBe("unknown");
    expect(codes(claim)).toEqual(["FABRIKK_VERIFIER_BOUNDARY_ASK_FIRST"]);
  });

  test("items that are not met, or have no paths, change nothing", () => {
    const told = { text: "be kind", paths: [] };
    const claim = { ...honest, boundaries: { always: [item], ask_first: [told, item], never: [told, item] } };
    expect(judge(claim, [fact()]).value).toBe("pass");
  });
});

describe("FAB-TOP-010: verdicts are independent of words", () => {
  test("rewriting every free text leaves every byte of the verdict", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.constantFrom("done", "blocked", "failed" as const),
        (words, other, status) => {
          const plain = reported({ status });
          const rewritten = reported({ status, detail: words }, { review: other });
          rewritten.settlement.detail = other;
          expect(JSON.stringify(judge(rewritten, [fact()]))).toBe(JSON.stringify(judge(plain, [fact()])));
        },
      ),
    );
  });

  test("durations are no part of a verdict", () => {
    const slow = fact(testsCheck, { duration_ms: 99_000 });
    expect(JSON.stringify(judge(honest, [slow]))).toBe(JSON.stringify(judge(honest, [fact()])));
  });
});

describe("any claim is judged", () => {
  const path = fc.constantFrom(
    "src/parse.ts",
    "test/parse.test.ts",
    "src/index.ts",
    "../x",
    "/etc/passwd",
    "",
    "a\u0000b",
    "C:\\x",
  );
  const claims = fc
    .record({
      outcome: fc.constantFrom("succeeded", "failed", "lost", "cancelled" as const),
      tree: fc.constantFrom(tree, null),
      paths: fc.array(path),
      artifacts: fc.array(path),
      reviewed: fc.array(path),
      status: fc.constantFrom("done", "blocked", "failed" as const),
      reading: fc.constantFrom("read", "missing", "refused" as const),
    })
    .map(({ outcome, tree: taken, paths, artifacts, reviewed, status, reading }): Claim => {
      const claim = reported({ artifacts, status }, { files_reviewed: reviewed });
      const readings = {
        read: claim.settlement.result,
        missing: { state: "missing" },
        refused: { state: "refused", reason: "?" },
      } as const;
      return settled({
        outcome,
        tree: taken,
        changes: paths.map((name) => ({ path: name, status: "modified", mode: "100644" })),
        result: readings[reading],
      });
    });
  const facts = fc.array(
    fc.constantFrom("pass", "fail", "unknown" as const).map((value) => fact(testsCheck, { value })),
    { maxLength: 3 },
  );

  test("nothing crashes, and every condition that does not pass has a code, a message and a next action", () => {
    fc.assert(
      fc.property(claims, facts, (claim, evidence) => {
        for (const condition of judge(claim, evidence).conditions) {
          const { value, code, message, next } = condition;
          expect(value === "pass" ? code === null : [code, message, next].every(Boolean)).toBe(true);
        }
      }),
    );
  });

  test("what is unknown never becomes a pass", () => {
    fc.assert(
      fc.property(claims, facts, (claim, evidence) => {
        const unknown = [...evidence, fact(testsCheck, { value: "unknown" })];
        expect(judge(claim, unknown).value).not.toBe("pass");
        expect(judge({ ...claim, settlement: { ...claim.settlement, tree: null } }, evidence).value).not.toBe("pass");
      }),
    );
  });
});
