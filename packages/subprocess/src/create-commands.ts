import { extname } from "node:path";
import { fileURLToPath } from "node:url";

import type { Commands } from "@fabrikk/state/ports";
import { createRedactor, type Redactor } from "@fabrikk/state/redact";

import { endLeftovers } from "./end-leftovers.ts";
import { runCommand } from "./run-command.ts";

/** What {@link createCommands} can be told. */
export interface CommandsOptions {
  /** Redacts all output before it is written or returned. Without it: control characters and well-known forms of secrets. */
  readonly redactor?: Redactor;
  /** Absolute path of the guard's script, where it does not lie beside this module. */
  readonly guardFile?: string;
}

/**
 * Real commands (FAB-EXEC-007): each under a guard, a process that ends the command's whole tree when the command ends,
 * when a limit is met, when the signal says so, and when this process dies, even by SIGKILL. Output is redacted before it
 * is written to `outputFile`, which is made anew, or returned.
 *
 * A command that fails is an outcome. `run` rejects only with `FABRIKK_SUBPROCESS_OUTPUT_FILE`,
 * `FABRIKK_SUBPROCESS_TEMPORARY_FILES` and `FABRIKK_SUBPROCESS_GUARD_FAILED`.
 */
export function createCommands(options: CommandsOptions = {}): Commands {
  const setup = {
    redactor: options.redactor ?? createRedactor({ secrets: [] }),
    guardFile: options.guardFile ?? fileURLToPath(new URL(`./guard${extname(import.meta.url)}`, import.meta.url)),
  };
  return { run: (spec, signal) => runCommand(setup, { spec, signal }), endLeftovers };
}
