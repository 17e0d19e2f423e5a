import { compileArtifact } from "@fabrikk/compiler";
import { buildArtifact } from "@fabrikk/intake";
import { Config, type BaselineAudit, type Cassette, type JournalEvent, type RunArtifact } from "@fabrikk/state";

import { createRun } from "../../src/create-run.ts";
import { planRun, type RunPlan } from "../../src/plan-run.ts";
import { createMemoryDisk } from "./memory-disk.ts";
import { memoryFile, type MemoryFiles } from "./memory-file.ts";
import { openMemoryJournal } from "./memory-journal.ts";
import { createMemoryRepository } from "./memory-repository.ts";
import { createMemoryRunFiles, runFolder } from "./memory-run-files.ts";
import { createVirtualClock } from "./virtual-clock.ts";

/** What a simulated run is about. */
export interface Scenario {
  readonly spec: string;
  /** What agents do, given the ids of the tasks by requirement. */
  readonly cassette: (tasks: TaskIds) => Cassette;
  readonly config: unknown;
  /** What the base measured before anybody worked on it. */
  readonly audit?: BaselineAudit;
  /** What a person decided about the artifact. */
  readonly decide?: (artifact: RunArtifact) => RunArtifact;
}

/** The id of the task that serves a requirement. */
export type TaskIds = Readonly<Record<string, string>>;

/** What a scenario's spec comes to. */
export interface PlannedScenario {
  readonly config: Config;
  readonly cassette: Cassette;
  readonly artifact: RunArtifact;
  readonly plan: RunPlan;
  readonly tasks: TaskIds;
}

/** A run as `prepare` leaves it: where every world of a scenario begins. The spec is read once, however many there are. */
export interface PreparedRun extends PlannedScenario {
  readonly subjectSha256: string;
  /** The user's repository. */
  readonly files: MemoryFiles;
  readonly events: readonly JournalEvent[];
  readonly runFiles: MemoryFiles;
}

const files: MemoryFiles = new Map([["README.md", memoryFile("base\n")]]);

export async function prepareScenario(scenario: Scenario): Promise<PreparedRun> {
  const planned = await planScenario(scenario);
  const { artifact, plan, config } = planned;
  const base = await createMemoryRepository(files).head();
  const disk = createMemoryDisk();
  const events: JournalEvent[] = [];
  const journal = await openMemoryJournal(events, createVirtualClock());
  const runFiles = createMemoryRunFiles(disk, () => events.length);
  if (scenario.audit !== undefined) await runFiles.write("audit.json", JSON.stringify(scenario.audit));
  await createRun({ journal, files: runFiles, run: "sim", artifact, plan, config, base });
  return { ...planned, subjectSha256: plan.subjectSha256, files, events, runFiles: disk.list(runFolder) };
}

/** Reads and plans a scenario's spec, and writes nothing. */
export async function planScenario({ spec, cassette, config: given, decide }: Scenario): Promise<PlannedScenario> {
  const config = Config.parse(given);
  const sources = [{ file: "spec.md", bytes: new TextEncoder().encode(spec) }];
  const built = buildArtifact({ sources, config, gate: [] });
  const artifact = decide?.(built) ?? built;
  const base = await createMemoryRepository(files).head();
  const plan = planRun({ artifact, config, baseCommit: base.commit });
  const tasks = taskIdsOf(artifact);
  return { config, cassette: cassette(tasks), artifact, plan, tasks };
}

function taskIdsOf(artifact: RunArtifact): TaskIds {
  const { tasks } = compileArtifact(artifact);
  return Object.fromEntries(tasks.flatMap((task) => task.requirement_ids.map((id) => [id, task.id])));
}
