import type { Agent, Clock, Commands, EventSink, Repository, RunFiles, Workspaces } from "@fabrikk/state/ports";

/** All that making an attempt touches of the world. */
export interface AttemptPorts {
  /** Agents by the name the configuration gives them. */
  readonly agents: ReadonlyMap<string, Agent>;
  readonly repository: Repository;
  readonly workspaces: Workspaces;
  readonly commands: Commands;
  readonly files: RunFiles;
  readonly clock: Clock;
  readonly events: EventSink;
}
