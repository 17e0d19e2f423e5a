import { compileArtifact } from "@fabrikk/compiler";
import { buildArtifact } from "@fabrikk/intake";
import { Config, type Cassette, type JournalEvent, type RunArtifact } from "@fabrikk/state";

import { createRun } from "../../src/create-run.ts";
import { planRun } from "../../src/plan-run.ts";
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
}

/** The id of the task that serves a requirement. */
export type TaskIds = Readonly<Record<string, string>>;

/** A run as `prepare` leaves it: where every world of a scenario begins. The spec is read once, however many there are. */
export interface PreparedRun {
  readonly config: Config;
  readonly cassette: Cassette;
  readonly artifact: RunArtifact;
  readonly tasks: TaskIds;
  readonly subjectSha256: string;
  /** The user's repository. */
  readonly files: MemoryFiles;
  readonly events: readonly JournalEvent[];
  readonly runFiles: MemoryFiles;
}

export async function prepareScenario({ spec, cassette, config: given }: Scenario): Promise<PreparedRun> {
  const config = Config.parse(given);
  const sources = [{ file: "spec.md", bytes: new TextEncoder().encode(spec) }];
  const artifact = buildArtifact({ sources, config, gate: [] });
  const files = new Map([["README.md", memoryFile("base\n")]]);
  const base = await createMemoryRepository(files).head();
  const plan = planRun({ artifact, config, baseCommit: base.commit });
  const disk = createMemoryDisk();
  const events: JournalEvent[] = [];
  const journal = await openMemoryJournal(events, createVirtualClock());
  const runFiles = createMemoryRunFiles(disk, () => events.length);
  await createRun({ journal, files: runFiles, run: "sim", artifact, plan, config, base });
  const tasks = taskIdsOf(artifact);
  return {
    config,
    cassette: cassette(tasks),
    artifact,
    tasks,
    subjectSha256: plan.subjectSha256,
    files,
    events,
    runFiles: disk.list(runFolder),
  };
}

function taskIdsOf(artifact: RunArtifact): TaskIds {
  const { tasks } = compileArtifact(artifact);
  return Object.fromEntries(tasks.flatMap((task) => task.requirement_ids.map((id) => [id, task.id])));
}
