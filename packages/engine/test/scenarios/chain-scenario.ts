import type { CassetteEntry } from "@fabrikk/state";

import type { Scenario, TaskIds } from "../simulation/prepare-scenario.ts";
import { review, session, withTest } from "./sessions.ts";

/** What is not as usual in a chain. */
export interface ChainPart {
  /** How `SIM-1` is checked. */
  readonly check?: string;
  readonly gate?: string;
  readonly schedule?: "waves" | "continuous";
  readonly limits?: Readonly<Record<string, number>>;
  /** Sessions that are played in place of the usual ones for the same role, task and number. */
  readonly sessions?: (tasks: TaskIds) => readonly CassetteEntry[];
}

/** Two requirements, the second built on the first; workers and the one reviewer are honest where nothing else is said. */
export function chainScenario({
  check = "has src/one.ts",
  gate = "true",
  schedule = "waves",
  limits = {},
  sessions,
}: ChainPart = {}): Scenario {
  return {
    spec: specOf(check),
    config: {
      workers: 2,
      schedule,
      quality_gate: [{ name: "gate", command: gate }],
      agents: { scripted: { kind: "replay", cassette: "-" } },
      roles: { worker: "scripted" },
      reviewers: [{ name: "first", agent: "scripted" }],
      limits,
    },
    cassette: (tasks) => ({ schema: 1, entries: [...(sessions?.(tasks) ?? []), ...honest(tasks)] }),
  };
}

function specOf(check: string): string {
  return `# Chain

- **SIM-1**: The system MUST have one.
  - Files: src/one.ts
  - Check: ${check}
  - Test level: L1
- **SIM-2**: The system MUST have two.
  - Files: src/two.ts
  - Depends on: SIM-1
  - Check: has src/two.ts && has src/one.ts
  - Test level: L1
`;
}

/** The replay agent plays the first entry that fits. */
function honest(tasks: TaskIds): readonly CassetteEntry[] {
  const rounds = [0, 1, 2, 3];
  return rounds.flatMap((settled) => [
    session(tasks["SIM-1"] ?? "", settled, { files: withTest("one", "one") }),
    session(tasks["SIM-2"] ?? "", settled, { files: withTest("two", "two") }),
    review("first", settled),
  ]);
}
