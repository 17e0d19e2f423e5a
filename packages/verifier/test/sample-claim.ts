import {
  describeCheck,
  evidenceId,
  type Change,
  type Check,
  type Evidence,
  type Result,
  type Settlement,
  type Task,
} from "@fabrikk/state";

import type { Claim } from "../src/claim.ts";

export const tree = "a".repeat(40);
export const baseTree = "b".repeat(40);
export const testsCheck: Check = { kind: "tests", command: "node --test" };

export const task: Task = {
  id: "parse",
  title: "Parse a line",
  class: "feature",
  requirement_ids: ["REQ-1"],
  scope: { owned: ["src/parse.ts", "test/parse.test.ts"], read_only: ["src/line.ts"], shared: ["src/index.ts"] },
  unscoped: false,
  checks: [testsCheck],
  test_levels: ["L1"],
  priority: "must",
  risk: "low",
  depends_on: [],
  repair: null,
};

export const changes: readonly Change[] = [
  { path: "src/parse.ts", status: "modified", mode: "100644" },
  { path: "test/parse.test.ts", status: "added", mode: "100644" },
];

export const result: Result = {
  type: "result",
  task_id: "parse",
  status: "done",
  detail: "Parses a line.",
  artifacts: ["src/parse.ts"],
  self_review: {
    scan_clean: true,
    review: "Read both files.",
    files_reviewed: ["src/parse.ts", "./test/parse.test.ts"],
    verification_command: "node --test",
    verification_exit_code: 0,
  },
};

const settlement: Settlement = {
  schema: 1,
  dispatch_id: "run/parse/1",
  outcome: "succeeded",
  detail: "",
  failure: null,
  retry_after_ms: null,
  tree,
  base_tree: baseTree,
  changes: [...changes],
  faults: [],
  result: { state: "read", result },
  usage: null,
  duration_ms: null,
  agent: { name: "worker", kind: "replay", version: null, model: null, session: null },
  prompt: { template: "worker@1", sha256: "0".repeat(64) },
  salvage_ref: null,
};

/** An honest claim: everything about it is in order. */
export const honest: Claim = {
  task,
  settlement,
  boundaries: { always: [], ask_first: [], never: [] },
  files: new Set(["package.json", "src/line.ts", "src/parse.ts", "test/parse.test.ts"]),
};

/** The honest claim with another settlement. */
export function settled(difference: Partial<Settlement>): Claim {
  return { ...honest, settlement: { ...settlement, ...difference } };
}

/** The honest claim with another result. */
export function reported(
  difference: Partial<Omit<Result, "self_review">>,
  review: Partial<Result["self_review"]> = {},
): Claim {
  const changed = { ...result, ...difference, self_review: { ...result.self_review, ...review } };
  return settled({ result: { state: "read", result: changed } });
}

/** The honest claim with further changes, all of them named as reviewed. */
export function alsoChanged(...paths: readonly string[]): Claim {
  const more = paths.map((path): Change => ({ path, status: "modified", mode: "100644" }));
  const claim = reported({}, { files_reviewed: [...result.self_review.files_reviewed, ...paths] });
  return { ...claim, settlement: { ...claim.settlement, changes: [...changes, ...more] } };
}

/** A fact about a check; by default that it passes on the claim's tree. */
export function fact(check: Check = testsCheck, difference: Partial<Evidence> = {}): Evidence {
  const subject = describeCheck(check);
  const measured = difference.tree ?? tree;
  return {
    id: evidenceId({ kind: "command", tree: measured, subject }),
    kind: "command",
    tree: measured,
    subject,
    value: "pass",
    saw: "",
    exit_code: 0,
    ended: null,
    tests_run: 3,
    duration_ms: 12,
    ...difference,
  };
}
