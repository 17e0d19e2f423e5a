import { createReplayAgent } from "@fabrikk/agents";
import { createLocalWorkerPool } from "@fabrikk/executor";
import { buildArtifact } from "@fabrikk/intake";
import { Config, foldEvents, type Cassette, type JournalEvent, type RunArtifact, type RunState } from "@fabrikk/state";
import type { Clock, EventSink, RunEvent } from "@fabrikk/state/ports";

import { createRun } from "../../src/create-run.ts";
import type { EnginePorts } from "../../src/engine-ports.ts";
import { planRun } from "../../src/plan-run.ts";
import { runPipeline } from "../../src/run-pipeline.ts";
import { createMemoryFiles, openMemoryJournal, type CrashPoint } from "./memory-journal.ts";
import { createMemoryRepository, type MemoryRepository } from "./memory-repository.ts";
import { createMemoryCommands, createMemoryWorkspaces } from "./memory-workspaces.ts";
import { mortal, startLife, type Life } from "./mortal.ts";

/** What a simulated run is about. */
export interface Scenario {
  readonly spec: string;
  readonly cassette: Cassette;
  readonly config: unknown;
  readonly files?: ReadonlyMap<string, string>;
}

/** One engine's life in the world. */
export interface EngineLife {
  readonly crashAt?: CrashPoint;
  readonly seed?: number;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
  /** Changes the engine's ports: faults that only this engine meets. */
  readonly ports?: (ports: EnginePorts) => EnginePorts;
}

/** A world in memory, in which engines come and die. */
export interface World {
  readonly repository: MemoryRepository;
  readonly events: readonly JournalEvent[];
  readonly files: ReadonlyMap<string, string>;
  readonly artifact: RunArtifact;
  state(): RunState;
  /** Lets one engine run until it ends or dies. */
  engine(life?: EngineLife): Promise<string>;
}

export async function createWorld({ spec, cassette, config: givenConfig, files: initial }: Scenario): Promise<World> {
  const config = Config.parse(givenConfig);
  const repository = createMemoryRepository(initial ?? new Map([["README.md", "base\n"]]));
  const events: JournalEvent[] = [];
  const runFiles = new Map<string, string>();
  const disk = new Map<string, string>();
  const artifact = buildArtifact({ sources: [{ file: "spec.md", bytes: new TextEncoder().encode(spec) }], config, gate: [] });

  const base = await repository.head();
  const journal = await openMemoryJournal(events, { crash: () => {} });
  const plan = planRun({ artifact, config, baseCommit: base.commit });
  await createRun({ journal, files: createMemoryFiles(runFiles), run: "sim", artifact, plan, config, base });

  const engine = async ({ crashAt, seed = 1, signal, onEvent, ports: change }: EngineLife = {}): Promise<string> => {
    const life = startLife(seed);
    const crashed = Promise.withResolvers<string>();
    const crash = (): void => {
      life.dead = true;
      crashed.resolve("crashed");
    };
    const run = async (): Promise<string> => {
      const epoch = 1 + events.filter(({ type }) => type === "epoch-opened").length;
      const opened = await openMemoryJournal(events, { crashAt, crash });
      const ports = handsOf({ life, repository, disk, runFiles, epoch, cassette, config, journal: opened, events: { emit: (event) => onEvent?.(event) } });
      return (await runPipeline(change?.(ports) ?? ports, signal)).state;
    };
    return await Promise.race([crashed.promise, run()]);
  };
  return { repository, events, files: runFiles, artifact, state: () => foldEvents(events), engine };
}

interface Hands {
  readonly life: Life;
  readonly repository: MemoryRepository;
  readonly disk: Map<string, string>;
  readonly runFiles: Map<string, string>;
  readonly epoch: number;
  readonly cassette: Cassette;
  readonly config: Config;
  readonly journal: EnginePorts["journal"];
  readonly events: EventSink;
}

function handsOf({ life, disk, runFiles, epoch, cassette, config, journal, events, ...rest }: Hands): EnginePorts {
  const repository = mortal(rest.repository, life);
  const workspaces = mortal(createMemoryWorkspaces({ repository: rest.repository, disk, epoch }), life);
  const commands = mortal(createMemoryCommands(disk), life);
  const files = mortal(createMemoryFiles(runFiles), life);
  const clock: Clock = { now: () => 1_700_000_000_000, sleep: async () => await life.turn() };
  const written = mortal({ write: async (path: string, text: string) => void disk.set(path, text), remove: async (path: string) => void disk.delete(path) }, life);
  const agent = createReplayAgent({ cassette, loadFile: async (from) => from, files: written, commands, clock, environment: {} });
  const agents = new Map([["scripted", agent]]);
  const pool = createLocalWorkerPool({ workers: config.workers, agents, repository, workspaces, commands, files, clock, events });
  return {
    journal: mortal(journal, life),
    files,
    repository,
    workspaces,
    commands,
    clock,
    pool,
    events,
    answers: { find: async ({ subjectSha256 }) => ({ decision: "approved", by: "autopilot", channel: "autopilot", subjectSha256 }) },
    reviewers: config.reviewers.map(({ name }) => ({ name, agent })),
    environment: {},
  };
}
