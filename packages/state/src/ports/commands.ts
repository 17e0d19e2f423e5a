import type { ProcessLimits } from "../records/limits.ts";

/** Standard input of a command that is talked with. What comes after `end`, or after the command's own, is dropped. */
export interface InputChannel {
  write(text: string): void;
  /** Closes standard input after what was written. */
  end(): void;
}

/** A command to run to its end. */
export interface CommandSpec {
  /** Program and arguments. */
  readonly argv: readonly [string, ...string[]];
  /** Absolute path of the folder to run in. */
  readonly cwd: string;
  /** The whole environment: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  /** Text for standard input, which is closed after it; without it and `converse` standard input is empty. */
  readonly stdin?: string;
  /**
   * Called once, when the command runs: standard input stays open until `end`. Instead of `stdin`. While more than 16 MiB of
   * what was written is not read yet, no more of standard output is taken: a command that talks and never listens is idle.
   */
  readonly converse?: (channel: InputChannel) => void;
  /**
   * Called with each line of standard output as it comes, redacted, without its end; also with the last one where it has no
   * end. Of a line longer than 1 MiB the rest is left out. What it throws, or `converse` throws, ends the command and
   * rejects `run`.
   */
  readonly onLine?: (line: string) => void;
  readonly limits: ProcessLimits;
  /** Marks every process of the command, so that leftovers are found after a crash: a dispatch id or the like. */
  readonly marker: string;
  /** Absolute path of a file that receives all output, redacted. Without it only the tails are kept. */
  readonly outputFile?: string;
}

/** How a command ended. One shape for all ways to end; a command that fails is a value, not an error. */
export interface CommandOutcome {
  readonly ended: "exited" | "signalled" | "wall-limit" | "idle-limit" | "output-limit" | "cancelled" | "not-started";
  /** Null unless `ended` is `exited`. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** The last 16 KiB of each stream, redacted, as text. */
  readonly stdout: string;
  readonly stderr: string;
  readonly outputBytes: number;
  readonly durationMs: number;
  /** Processes that outlived the command itself and were ended. */
  readonly leftovers: number;
  /** Why it was not started. Null otherwise. */
  readonly problem: string | null;
}

/** Runs commands under limits and a guard that ends the whole process tree, also when the engine itself dies. */
export interface Commands {
  run(spec: CommandSpec, signal?: AbortSignal): Promise<CommandOutcome>;
  /** Ends every process that carries one of these markers and resolves to how many there were: the first act of recovery. */
  endLeftovers(markers: readonly string[]): Promise<number>;
}
