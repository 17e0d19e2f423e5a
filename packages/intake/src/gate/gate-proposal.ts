import type { GateCommand } from "@fabrikk/state";

/** A command that a repository suggests for its quality gate, and where it says so. */
export interface GateProposal extends Readonly<GateCommand> {
  /** The file that names or implies the command, relative to the repository, so that a person can judge. */
  readonly from: string;
}
