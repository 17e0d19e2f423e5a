import { foldEvents, type Cassette, type JournalEvent, type RunState } from "@fabrikk/state";
import type { RunEvent } from "@fabrikk/state/ports";

import type { EnginePorts } from "../../src/engine-ports.ts";
import { runPipeline } from "../../src/run-pipeline.ts";
import type { MemoryMachine } from "./memory-commands.ts";
import { createMemoryDisk } from "./memory-disk.ts";
import { epochOf, openMemoryJournal, type RecordPoint } from "./memory-journal.ts";
import { createMemoryRepository, type MemoryRepository } from "./memory-repository.ts";
import { runFolder } from "./memory-run-files.ts";
import { startLife } from "./mortal.ts";
import type { PreparedRun } from "./prepare-scenario.ts";
import { simulatedPorts } from "./simulated-ports.ts";
import { createVirtualClock } from "./virtual-clock.ts";

/** One engine's life in the world. */
export interface EngineLife {
  /** Decides in which order things happen that can happen in several. */
  readonly seed?: number;
  /** The engine dies at this record. */
  readonly crashAt?: RecordPoint | undefined;
  /** The engine dies at this moment, from 1: there are two for each call of a port, before its effect and after it. */
  readonly dieAt?: number;
  /** The journal's disk fails at this record. */
  readonly failAt?: RecordPoint | undefined;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
  /** What its agents play in place of the scenario's cassette. */
  readonly cassette?: Cassette;
  /** Changes the engine's ports: faults that only this engine meets. */
  readonly ports?: (ports: EnginePorts) => EnginePorts;
}

/** A world in memory, in which engines come and die. */
export interface World {
  readonly prepared: PreparedRun;
  readonly repository: MemoryRepository;
  readonly machine: MemoryMachine;
  /** The journal, as the next engine will find it. */
  readonly events: JournalEvent[];
  state(): RunState;
  /** A file of the run's folder, or null where there is none. */
  read(path: string): string | null;
  /** Lets one engine run until it ends, and says how; `crashed` when it died. Throws what the engine throws. */
  engine(life?: EngineLife): Promise<string>;
  /** How many moments the last engine had. */
  moments(): number;
  /** Kills the engine that runs, at once. */
  kill(): void;
}

/** A new world where the run has been prepared, and no engine has run yet. */
export function createWorld(prepared: PreparedRun): World {
  const repository = createMemoryRepository(prepared.files);
  const events = [...prepared.events];
  const machine: MemoryMachine = { disk: createMemoryDisk(), clock: createVirtualClock(), processes: new Set() };
  for (const [path, file] of prepared.runFiles) machine.disk.write(`${runFolder}/${path}`, file);
  let kill = (): void => {};
  let life = startLife(1);

  const engine = async ({
    seed = 1,
    crashAt,
    dieAt,
    failAt,
    signal,
    onEvent,
    cassette = prepared.cassette,
    ports: change,
  }: EngineLife): Promise<string> => {
    const crashed = Promise.withResolvers<string>();
    const mine = startLife(seed, (moment) => moment === dieAt && kill());
    life = mine;
    kill = () => {
      mine.dead = true;
      crashed.resolve("crashed");
    };
    const run = async (): Promise<string> => {
      const epoch = epochOf(events);
      const journal = await openMemoryJournal(events, machine.clock, { crashAt, failAt, crash: kill });
      const sink = { emit: (event: RunEvent) => onEvent?.(event) };
      const ports = simulatedPorts({
        config: prepared.config,
        cassette,
        machine,
        repository,
        journal,
        epoch,
        life: mine,
        events: sink,
      });
      return (await runPipeline(change?.(ports) ?? ports, signal)).state;
    };
    return await Promise.race([crashed.promise, run()]);
  };
  return {
    prepared,
    repository,
    machine,
    events,
    state: () => foldEvents(events),
    read: (path) => machine.disk.read(`${runFolder}/${path}`)?.text ?? null,
    engine: (fate = {}) => engine(fate),
    moments: () => life.moments,
    kill: () => kill(),
  };
}
