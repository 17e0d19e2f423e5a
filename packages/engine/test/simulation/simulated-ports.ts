import { createReplayAgent } from "@fabrikk/agents";
import { createLocalWorkerPool } from "@fabrikk/executor";
import type { Cassette, Config } from "@fabrikk/state";
import type { EventSink, Journal } from "@fabrikk/state/ports";

import type { EnginePorts } from "../../src/engine-ports.ts";
import { createMemoryCommands, type MemoryMachine } from "./memory-commands.ts";
import { memoryFile } from "./memory-file.ts";
import type { MemoryRepository } from "./memory-repository.ts";
import { createMemoryRunFiles } from "./memory-run-files.ts";
import { createMemoryWorkspaces } from "./memory-workspaces.ts";
import { mortal, type Life } from "./mortal.ts";

/** One simulated engine: what it lives on, and what is its own. */
export interface SimulatedEngine {
  readonly config: Config;
  readonly cassette: Cassette;
  readonly machine: MemoryMachine;
  readonly repository: MemoryRepository;
  readonly journal: Journal;
  readonly epoch: number;
  readonly life: Life;
  readonly events: EventSink;
}

/** The ports of one engine, all of them mortal: the worker pool is the real one, on simulated hands. */
export function simulatedPorts({
  config,
  cassette,
  machine,
  epoch,
  life,
  events,
  ...engine
}: SimulatedEngine): EnginePorts {
  const { disk, clock } = machine;
  const repository = mortal(engine.repository, life);
  const workspaces = mortal(createMemoryWorkspaces({ repository: engine.repository, disk, epoch }), life);
  const commands = mortal(createMemoryCommands(machine), life);
  const files = mortal(
    createMemoryRunFiles(disk, () => engine.journal.events.length),
    life,
  );
  const workspaceFiles = mortal(
    {
      write: async (path: string, text: string) => disk.write(path, memoryFile(text)),
      remove: async (path: string) => disk.remove(path),
    },
    life,
  );
  const loadFile = async (from: string) => from;
  const agent = createReplayAgent({ cassette, loadFile, files: workspaceFiles, commands, clock, environment: {} });
  const agents = new Map([["scripted", agent]]);
  const { workers } = config;
  return {
    journal: mortal(engine.journal, life),
    files,
    repository,
    workspaces,
    commands,
    clock,
    pool: createLocalWorkerPool({ workers, agents, repository, workspaces, commands, files, clock, events }),
    events,
    answers: {
      find: async ({ subjectSha256 }) => ({
        decision: "approved",
        by: "autopilot",
        channel: "autopilot",
        subjectSha256,
      }),
    },
    reviewers: config.reviewers.map(({ name }) => ({ name, agent })),
    environment: {},
  };
}
