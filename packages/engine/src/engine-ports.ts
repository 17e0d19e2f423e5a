import type {
  Agent,
  Answers,
  Clock,
  Commands,
  EventSink,
  Journal,
  Repository,
  RunFiles,
  WorkerPool,
  Workspaces,
} from "@fabrikk/state/ports";

/** A configured reviewer of the council and the agent that plays it. */
export interface Reviewer {
  readonly name: string;
  readonly agent: Agent;
}

/** All that a run touches of the world. Give it real hands, or simulated ones: the engine cannot tell. */
export interface EnginePorts {
  readonly journal: Journal;
  readonly files: RunFiles;
  readonly repository: Repository;
  readonly workspaces: Workspaces;
  readonly commands: Commands;
  readonly clock: Clock;
  readonly pool: WorkerPool;
  readonly events: EventSink;
  readonly answers: Answers;
  readonly reviewers: readonly Reviewer[];
  /** The environment of checks and gate commands, from an allow-list. */
  readonly environment: Readonly<Record<string, string>>;
}
