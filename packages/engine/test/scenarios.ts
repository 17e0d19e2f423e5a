import type { Cassette, CassetteAction, CassetteEntry, Finding } from "@fabrikk/state";

import type { Scenario } from "./simulation/world.ts";

/** What a scripted worker writes, and what it says about it. */
export interface Session {
  readonly files: Readonly<Record<string, string>>;
  /** What it says it reviewed, where that is not what it wrote. */
  readonly reviewed?: readonly string[];
  /** What it says it made, where that is not what it wrote. */
  readonly artifacts?: readonly string[];
}

/** A worker's session that says it is done. */
export function session(task: string, settled: number, { files, reviewed, artifacts }: Session): CassetteEntry {
  const paths = Object.keys(files);
  const writes = Object.entries(files).map(([path, text]): CassetteAction => ({ do: "write", path, text }));
  const result: CassetteAction = {
    do: "result",
    json: {
      type: "result",
      task_id: task,
      status: "done",
      detail: "done",
      artifacts: [...(artifacts ?? paths)],
      self_review: { scan_clean: true, review: "read", files_reviewed: [...(reviewed ?? paths)], verification_command: "has it", verification_exit_code: 0 },
    },
  };
  return { role: task.startsWith("repair-") ? "repair" : "worker", task, settled_attempts: settled, actions: [...writes, result] };
}

const categories = ["resource-leaks", "input-safety", "dead-code", "hard-coded-values", "edge-cases", "concurrency", "error-handling", "security"];

/** A reviewer's session: these findings, every category without one certified clean. */
export function review(reviewer: string, settled: number, findings: readonly Omit<Finding, "id" | "tier" | "source">[] = []): CassetteEntry {
  const clean = categories.filter((category) => findings.every((finding) => finding.category !== category));
  const json = { type: "review", findings: findings.map((finding) => ({ ...finding, lines: finding.lines === null ? null : [...finding.lines] })), certified_clean: clean };
  return { role: "reviewer", task: reviewer, settled_attempts: settled, actions: [{ do: "result", json }] };
}

/** The fault that the reviewer finds in the whole scenario. */
export const fault: Omit<Finding, "id" | "tier" | "source"> = {
  category: "edge-cases",
  severity: "high",
  confidence: 0.9,
  statement: "one forgets the empty case",
  file: "src/one.ts",
  lines: [1, 1],
  requirement_id: "SIM-1",
  fix: "handle the empty case",
  why: "the requirement says every case",
  ref: "SIM-1",
};

const spec = `# Simulated

- **SIM-1**: The system MUST have one.
  - Files: src/one.ts
  - Check: has src/one.ts
  - Test level: L1
- **SIM-2**: The system MUST have two.
  - Files: src/two.ts
  - Check: has src/two.ts
  - Test level: L1
- **SIM-3**: The system MUST have three.
  - Files: src/three.ts
  - Depends on: SIM-1
  - Check: has src/three.ts && has src/one.ts
  - Test level: L1
- **SIM-4**: The system MUST have four.
  - Files: src/four.ts
  - Depends on: SIM-3
  - Check: contains src/four.ts right
  - Test level: L1
`;

const withTest = (name: string, text: string): Record<string, string> => ({ [`src/${name}.ts`]: text, [`src/${name}.test.ts`]: `${text} tested` });

/**
 * A whole run: two workers at once, one that claims a test it never wrote, one that edits a file it does not own, two that
 * are green alone and red together, a finding that becomes a repair.
 */
export function wholeScenario({ tasks, repair }: { readonly tasks: Readonly<Record<string, string>>; readonly repair: string }): Scenario {
  const task = (requirement: string): string => tasks[requirement] ?? "";
  const cassette: Cassette = {
    schema: 1,
    entries: [
      session(task("SIM-1"), 0, { files: withTest("one", "same") }),
      session(task("SIM-2"), 0, { files: withTest("two", "same") }),
      session(task("SIM-2"), 1, { files: withTest("two", "other") }),
      session(task("SIM-3"), 0, { files: { "src/three.ts": "three" }, reviewed: ["src/three.ts", "src/three.test.ts"], artifacts: ["src/three.ts", "src/three.test.ts"] }),
      session(task("SIM-3"), 1, { files: withTest("three", "three") }),
      session(task("SIM-4"), 0, { files: { ...withTest("four", "right"), "src/one.ts": "stolen" } }),
      session(task("SIM-4"), 1, { files: withTest("four", "wrong") }),
      session(task("SIM-4"), 2, { files: withTest("four", "right") }),
      session(repair, 0, { files: withTest("one", "same, and empty") }),
      review("first", 0, [fault]),
      review("first", 1),
      review("second", 0),
      review("second", 1),
    ],
  };
  const config = {
    workers: 2,
    quality_gate: [{ name: "together", command: "not-both src/one.ts src/two.ts" }],
    agents: { scripted: { kind: "replay", cassette: "-" } },
    roles: { worker: "scripted" },
    reviewers: [
      { name: "first", agent: "scripted" },
      { name: "second", agent: "scripted" },
    ],
  };
  return { spec, cassette, config };
}
