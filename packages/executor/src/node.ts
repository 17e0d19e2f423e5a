import { createWorkspaces, openRepository } from "@fabrikk/git";
import type { Agent, Clock, EventSink, RunFiles, WorkerPool } from "@fabrikk/state/ports";
import { createCommands } from "@fabrikk/subprocess";

import { createLocalWorkerPool } from "./local-worker-pool.ts";

/** What a pool on real hands needs to be told. */
export interface NodeWorkerPoolOptions {
  /** A folder inside the git repository to work on. */
  readonly repository: string;
  /** The run's id: names the workspaces and the salvage refs. */
  readonly run: string;
  /** Counts the engines of the run: workspaces of lower epochs are an earlier engine's leftovers. */
  readonly epoch: number;
  readonly files: RunFiles;
  readonly agents: ReadonlyMap<string, Agent>;
  readonly workers: number;
  readonly clock: Clock;
  readonly events: EventSink;
}

/** A local worker pool on system git and real processes, for use without the engine. */
export async function openNodeWorkerPool(options: NodeWorkerPoolOptions): Promise<WorkerPool> {
  const repository = await openRepository(options.repository);
  const workspaces = await createWorkspaces({ repository, runId: options.run, epoch: options.epoch });
  return createLocalWorkerPool({ ...options, repository, workspaces, commands: createCommands() });
}
