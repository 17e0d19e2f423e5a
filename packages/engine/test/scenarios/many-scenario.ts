import type { Scenario } from "../simulation/prepare-scenario.ts";
import { session } from "./sessions.ts";

/** What of a run of many tasks is to be tried. */
export interface ManyPart {
  readonly schedule: "waves" | "continuous";
  readonly limits?: Readonly<Record<string, number>>;
}

/** So many tasks that have nothing to do with each other. No reviewer looks. */
export function manyScenario(count: number, { schedule, limits = {} }: ManyPart): Scenario {
  const ids = Array.from({ length: count }, (_, index) => `SIM-${index + 1}`);
  return {
    spec: `# Many\n\n${ids.map((id) => `- **${id}**: The system MUST have ${id}.\n  - Files: docs/${id}.md\n  - Check: has docs/${id}.md\n  - Test level: L0\n`).join("")}`,
    config: {
      workers: 3,
      schedule,
      quality_gate: [{ name: "gate", command: "true" }],
      agents: { scripted: { kind: "replay", cassette: "-" } },
      roles: { worker: "scripted" },
      limits,
    },
    cassette: (tasks) => ({
      schema: 1,
      entries: ids.map((id) => session(tasks[id] ?? "", 0, { files: { [`docs/${id}.md`]: id } })),
    }),
  };
}
