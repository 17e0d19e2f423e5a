import type { Commands } from "@fabrikk/state/ports";

/** The key of a model provider. */
export interface ProviderKey {
  /** The variable in which the program looks for it: `ANTHROPIC_API_KEY`, ... */
  readonly name: string;
  readonly value: string;
}

/** What an agent that is a program is made of. */
export interface ProgramAgentOptions {
  /** The program, by path or by a name on `PATH`, and words that come before all others; started by no shell. */
  readonly command: readonly string[];
  readonly commands: Commands;
  /** The allow-listed environment; nothing else is handed on but what fabrikk tells a worker and what the program needs. */
  readonly environment: Readonly<Record<string, string>>;
  /**
   * Absolute path of a folder outside of every workspace, for this agent alone. Each task has one in it, with the program's private
   * configuration and its sessions: they can be resumed for as long as it is kept. Temporary files and the key go at
   * a session's end.
   */
  readonly folder: string;
  /** The provider's address; null: the one that the program knows. */
  readonly endpoint: string | null;
  /** Null: the provider wants none, or the environment has another credential. */
  readonly key: ProviderKey | null;
}
