import type { GateCommand, ProcessLimits } from "@fabrikk/state";
import type { Commands, Repository, Workspaces } from "@fabrikk/state/ports";

/** What an audit touches of the world. */
export interface AuditPorts {
  readonly workspaces: Workspaces;
  readonly repository: Repository;
  readonly commands: Commands;
}

/** What to measure. */
export interface AuditRequest {
  readonly tree: string;
  /** The commit that HEAD of the workspace points to. */
  readonly commit: string;
  readonly gate: readonly GateCommand[];
  /** Name of the workspace, unique in the run. */
  readonly name: string;
  /** Marks the processes of the commands. */
  readonly marker: string;
  /** The whole environment of the commands: nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  /** Limits of each command. */
  readonly limits: ProcessLimits;
  /** Told each command of the gate before it starts. */
  readonly onCommand?: (command: string) => void;
  readonly signal?: AbortSignal;
}
