import type { CassetteEntry } from "@fabrikk/state";

import type { Scenario, TaskIds } from "../simulation/prepare-scenario.ts";
import { repairOf, review, session, withTest, type Session, type StatedFinding } from "./sessions.ts";

/** The fault that the reviewer finds in the whole scenario. */
export const fault: StatedFinding = {
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

/**
 * A whole run: two workers at once, one that claims a test it never wrote, one that edits a file it does not own, two that
 * are green alone and red together, a finding that becomes a repair.
 */
export const wholeScenario: Scenario = {
  spec,
  config: {
    workers: 2,
    quality_gate: [{ name: "together", command: "not-both src/one.ts src/two.ts" }],
    agents: { scripted: { kind: "replay", cassette: "-" } },
    roles: { worker: "scripted" },
    reviewers: [
      { name: "first", agent: "scripted" },
      { name: "second", agent: "scripted" },
    ],
  },
  cassette: (tasks) => ({ schema: 1, entries: [...workerSessions(tasks), ...reviews] }),
};

function workerSessions(tasks: TaskIds): CassetteEntry[] {
  const play = (requirement: string, settled: number, what: Session): CassetteEntry =>
    session(tasks[requirement] ?? "", settled, what);
  const claimed = ["src/three.ts", "src/three.test.ts"];
  return [
    play("SIM-1", 0, { files: withTest("one", "same") }),
    play("SIM-2", 0, { files: withTest("two", "same") }),
    play("SIM-2", 1, { files: withTest("two", "other") }),
    play("SIM-3", 0, { files: { "src/three.ts": "three" }, reviewed: claimed, artifacts: claimed }),
    play("SIM-3", 1, { files: withTest("three", "three") }),
    play("SIM-4", 0, { files: { ...withTest("four", "right"), "src/one.ts": "stolen" } }),
    play("SIM-4", 1, { files: withTest("four", "wrong") }),
    play("SIM-4", 2, { files: withTest("four", "right") }),
    session(repairOf(fault), 0, { files: withTest("one", "same, and empty") }),
  ];
}

const reviews: readonly CassetteEntry[] = [
  review("first", 0, [fault]),
  review("first", 1),
  review("second", 0),
  review("second", 1),
];
