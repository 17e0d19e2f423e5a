import { statSync } from "node:fs";
import { resolve } from "node:path";

import { FabrikkError } from "@fabrikk/state/fabrikk-error";
import { CommanderError } from "commander";

import type { CommandContext } from "./command-context.ts";
import { commandLine, type GlobalOptions } from "./command-line.ts";
import { exitCode, exitCodeOfError } from "./exit-code.ts";
import { createReporter, type CommandOutput, type Reporter } from "./reporter.ts";
import { usageError } from "./usage-error.ts";

/** Runs one command line to its end and prints its answer. @returns the exit code */
export async function main(args: readonly string[]): Promise<number> {
  const words = args.includes("--") ? args.slice(0, args.indexOf("--")) : args;
  const json = words.includes("--json");
  const reporter = createReporter({ json, verbose: words.includes("-v") || words.includes("--verbose") });
  try {
    const output = await answerOf(args, reporter);
    if (output !== null) reporter.answer(output);
    return reporter.output.failed() ? exitCode.error : (output?.exitCode ?? exitCode.completed);
  } catch (error) {
    reporter.failure(error);
    return exitCodeOfError(error);
  }
}

/** The answer of the command that the words name, or null where help or the version was asked for. */
async function answerOf(args: readonly string[], reporter: Reporter): Promise<CommandOutput | null> {
  let output: CommandOutput | null = null;
  const program = commandLine({
    print: (text) => reporter.text(text),
    run: async (options, command) => {
      output = await command(contextOf(options, reporter));
    },
  });
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usageErrorOf(error);
  }
  return output;
}

function contextOf(options: GlobalOptions, reporter: Reporter): CommandContext {
  const folder = resolve(options.C ?? ".");
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory() !== true) {
    throw new FabrikkError({
      code: "FABRIKK_CLI_FOLDER_MISSING",
      message: `there is no folder ${folder}${found === undefined ? "" : ": it is a file"}`,
      hint: "name an existing folder after -C",
      details: { folder },
    });
  }
  return { folder, json: options.json === true, verbose: options.verbose === true, reporter };
}

/** Commander's own words, without its prefix; they name the nearest command or option. */
function usageErrorOf(error: CommanderError): FabrikkError {
  if (error.code === "commander.help") return usageError("no command is given", "see `fabrikk --help`");
  const message = error.message.replace(/^error: /, "").replaceAll("\n", " ");
  return usageError(message, "see `fabrikk --help`, or `fabrikk <command> --help`");
}
