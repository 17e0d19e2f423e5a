import type { CassetteEntry } from "@fabrikk/state";

import type { Scenario, TaskIds } from "../simulation/prepare-scenario.ts";
import { session } from "./sessions.ts";

/** One task of a contended run. */
export interface ContendedTask {
  readonly id: string;
  readonly priority: "MUST" | "SHOULD";
  readonly files: string;
  readonly check: string;
  readonly dependsOn?: string;
  /** What its attempts write, one after the other; the last again and again. */
  readonly writes: readonly Readonly<Record<string, string>>[];
}

/** What is not as usual in a contended run. */
export interface ContendedPart {
  readonly retries?: number;
  readonly schedule?: "waves" | "continuous";
}

/** Tasks that want the same files: what one wrote must outlive what another writes later. No reviewer looks. */
export function contendedScenario(
  tasks: readonly ContendedTask[],
  { retries = 3, schedule = "waves" }: ContendedPart = {},
): Scenario {
  return {
    spec: `# Contended\n\n${tasks.map(requirement).join("\n")}`,
    config: {
      workers: 2,
      schedule,
      quality_gate: [{ name: "together", command: "not-both src/one.ts src/two.ts" }],
      agents: { scripted: { kind: "replay", cassette: "-" } },
      roles: { worker: "scripted" },
      limits: { retries },
    },
    cassette: (ids) => ({ schema: 1, entries: tasks.flatMap((task) => sessionsOf(task, ids)) }),
  };
}

function requirement({ id, priority, files, check, dependsOn }: ContendedTask): string {
  const lines = [
    `Files: ${files}`,
    `Check: ${check}`,
    ...(dependsOn === undefined ? [] : [`Depends on: ${dependsOn}`]),
  ];
  return `- **${id}**: The system ${priority} hold what ${id} says.\n${[...lines, "Test level: L0"].map((line) => `  - ${line}\n`).join("")}`;
}

function sessionsOf({ id, writes }: ContendedTask, ids: TaskIds): readonly CassetteEntry[] {
  return [0, 1, 2, 3].map((settled) =>
    session(ids[id] ?? "", settled, { files: writes[settled] ?? writes.at(-1) ?? {} }),
  );
}
