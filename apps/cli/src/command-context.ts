import type { Reporter } from "./reporter.ts";

/** What every command is given. */
export interface CommandContext {
  /** Absolute path of the folder that `-C` names, or the current one. */
  readonly folder: string;
  readonly json: boolean;
  readonly verbose: boolean;
  readonly reporter: Reporter;
}
