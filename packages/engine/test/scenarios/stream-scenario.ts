import type { BaselineAudit, CassetteEntry } from "@fabrikk/state";

import type { Scenario, TaskIds } from "../simulation/prepare-scenario.ts";
import { repairOf, review, session, withTest, type Session } from "./sessions.ts";
import { fault } from "./whole-scenario.ts";

/** One requirement of the stream: its files, what it needs, its check. */
function requirement(id: string, files: string, lines: readonly string[]): string {
  const all = [`Files: ${files}`, ...lines, "Test level: L1"];
  return `- **${id}**: The system MUST hold what ${id} says.\n${all.map((line) => `  - ${line}\n`).join("")}`;
}

const spec = `# Stream

${[
  requirement("SIM-1", "src/one.ts", ["Check: has src/one.ts"]),
  requirement("SIM-2", "src/two.ts", ["Check: has src/two.ts"]),
  requirement("SIM-3", "src/three.ts", ["Depends on: SIM-1", "Check: has src/three.ts && has src/one.ts"]),
  requirement("SIM-4", "src/four.ts", [
    "Shared: src/some.txt",
    "Depends on: SIM-3",
    "Check: contains src/four.ts right",
  ]),
  requirement("SIM-5", "src/five.ts, src/list.ts", ["Check: has src/five.ts && has src/list.ts"]),
  requirement("SIM-6", "src/six.ts, src/list.ts", ["Check: has src/six.ts && has src/list.ts"]),
  requirement("SIM-7", "src/seven.ts", ["Shared: src/s*.txt", "Depends on: SIM-5", "Check: has src/some.txt"]),
  requirement("SIM-8", "src/eight.ts", ["Shared: src/some.txt", "Check: has src/eight.ts"]),
].join("")}`;

const second = 1000;
const gate = "sleep 4000 && not-both src/one.ts src/two.ts";
const unknown = { state: "unknown", reason: "nobody counts here" } as const;

/** What the base measured: its gate failed. */
const audit: BaselineAudit = {
  schema: 1,
  tree: "0".repeat(40),
  files: 1,
  lines: unknown,
  test_files: 0,
  languages: [],
  commands: [
    {
      name: "together",
      command: gate,
      value: "fail",
      exit_code: 1,
      ended: null,
      tests: unknown,
      lint_findings: unknown,
      saw: "",
    },
  ],
  coverage: unknown,
};

/**
 * Eight tasks that take different times, as does the gate: chains, two that own one file, two that share one, a test that was never written, a
 * file that was not theirs, two that are green alone and red together, a finding that becomes a repair. What is written does
 * not depend on the order in which tasks that want the same file come.
 */
export function streamScenario(schedule: "waves" | "continuous", workers = 4): Scenario {
  return {
    spec,
    audit,
    config: {
      workers,
      schedule,
      quality_gate: [{ name: "together", command: gate }],
      agents: { scripted: { kind: "replay", cassette: "-" } },
      roles: { worker: "scripted" },
      reviewers: [{ name: "first", agent: "scripted" }],
    },
    cassette: (tasks) => ({
      schema: 1,
      entries: [...workerSessions(tasks), review("first", 0, [fault]), review("first", 1)],
    }),
  };
}

/** A session, and how long it takes before it writes anything. */
interface TimedSession extends Session {
  readonly seconds: number;
}

function workerSessions(tasks: TaskIds): CassetteEntry[] {
  const play = (requirementId: string, settled: number, { seconds, ...what }: TimedSession): CassetteEntry => {
    const played = session(tasks[requirementId] ?? "", settled, what);
    return { ...played, actions: [{ do: "wait", ms: seconds * second }, ...played.actions] };
  };
  const claimed = ["src/three.ts", "src/three.test.ts"];
  const list = { "src/list.ts": "all of them" };
  const some = { "src/some.txt": "some" };
  return [
    play("SIM-1", 0, { seconds: 0, files: withTest("one", "same") }),
    // The slowest: whoever comes together with it is on the branch before it.
    play("SIM-2", 0, { seconds: 600, files: withTest("two", "same") }),
    play("SIM-2", 1, { seconds: 5, files: withTest("two", "other") }),
    play("SIM-3", 0, { seconds: 20, files: { "src/three.ts": "three" }, reviewed: claimed, artifacts: claimed }),
    play("SIM-3", 1, { seconds: 10, files: withTest("three", "three") }),
    play("SIM-4", 0, { seconds: 3, files: { ...withTest("four", "right"), "src/one.ts": "stolen" } }),
    play("SIM-4", 1, { seconds: 2, files: withTest("four", "wrong") }),
    play("SIM-4", 2, { seconds: 1, files: withTest("four", "right") }),
    play("SIM-5", 0, { seconds: 30, files: { ...withTest("five", "five"), ...list } }),
    play("SIM-6", 0, { seconds: 15, files: { ...withTest("six", "six"), ...list } }),
    play("SIM-7", 0, { seconds: 8, files: { ...withTest("seven", "seven"), ...some } }),
    play("SIM-8", 0, { seconds: 90, files: { ...withTest("eight", "eight"), ...some } }),
    session(repairOf(fault), 0, { files: withTest("one", "same, and empty") }),
  ];
}
