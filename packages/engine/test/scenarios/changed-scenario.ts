import type { CassetteEntry } from "@fabrikk/state";

import type { Scenario, TaskIds } from "../simulation/prepare-scenario.ts";
import { repairOf, review, session, withTest } from "./sessions.ts";
import { fault } from "./whole-scenario.ts";

const one = `- **SIM-1**: The system MUST have one.
  - Files: src/one.ts
  - Check: has src/one.ts
  - Test level: L1
`;
const three = `- **SIM-3**: The system MUST have three.
  - Files: src/three.ts
  - Depends on: SIM-2
  - Check: has src/three.ts
  - Test level: L1
`;
const four = `- **SIM-4**: The system MUST have four.
  - Files: src/four.ts
  - Depends on: SIM-1
  - Check: has src/four.ts
  - Test level: L1
`;
const two = (what: string): string => `- **SIM-2**: The system MUST have a two that is ${what}.
  - Files: src/two.ts
  - Check: contains src/two.ts ${what}
  - Test level: L1
`;
const gone = `- **SIM-5**: The system MUST have five.
  - Files: src/five.ts
  - Check: has src/five.ts
  - Test level: L1
`;
const added = `- **SIM-6**: The system MUST have six.
  - Files: src/six.ts
  - Depends on: SIM-4
  - Check: has src/six.ts && has src/four.ts
  - Test level: L1
`;

const before = `# Changing\n\n${one}${two("plain")}${three}${four}${gone}`;
/** All lines have moved; `SIM-2` says something else, so `SIM-3` that needs it is stale; `SIM-5` is gone, `SIM-6` is new. */
const after = `# Changing\n\nSome words that say nothing.\n\n${added}${four}${three}${two("fine")}${one}`;

/** What of a changed spec is to be tried. */
export interface ChangedPart {
  readonly schedule?: "waves" | "continuous";
  /** Does the first review find the fault in what `SIM-1` says? */
  readonly withFault?: boolean;
}

/** A spec that is changed while a run of it is under way, or after its end: before and after. */
export function changedScenario(
  when: "before" | "after",
  { schedule = "waves", withFault = true }: ChangedPart = {},
): Scenario {
  return {
    spec: when === "before" ? before : after,
    config: {
      workers: 2,
      schedule,
      quality_gate: [{ name: "gate", command: "true" }],
      agents: { scripted: { kind: "replay", cassette: "-" } },
      roles: { worker: "scripted" },
      reviewers: [{ name: "first", agent: "scripted" }],
    },
    cassette: (tasks) => ({ schema: 1, entries: [...sessions(tasks, when), ...reviews(withFault)] }),
  };
}

/** However often a task was tried before, its worker writes what the spec says now. */
function sessions(tasks: TaskIds, when: "before" | "after"): CassetteEntry[] {
  return [0, 1, 2, 3].flatMap((settled) => [
    session(tasks["SIM-1"] ?? "", settled, { files: withTest("one", "one") }),
    session(tasks["SIM-2"] ?? "", settled, { files: withTest("two", when === "before" ? "plain" : "fine") }),
    session(tasks["SIM-3"] ?? "", settled, { files: withTest("three", `three ${when}`) }),
    session(tasks["SIM-4"] ?? "", settled, { files: withTest("four", "four") }),
    session(tasks["SIM-5"] ?? "none", settled, { files: withTest("five", `five ${settled}`) }),
    session(tasks["SIM-6"] ?? "none", settled, { files: withTest("six", "six") }),
    session(repairOf(fault), settled, { files: withTest("one", "one, and empty") }),
  ]);
}

/** The fault is found once, by whoever looks first. */
function reviews(withFault: boolean): readonly CassetteEntry[] {
  return [0, 1, 2, 3, 4].map((settled) => review("first", settled, withFault && settled === 0 ? [fault] : []));
}
