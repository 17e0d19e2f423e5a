import { styleText } from "node:util";

import { FabrikkError, isFabrikkError } from "@fabrikk/state/fabrikk-error";

import { openStandardOutput, type StandardOutput } from "./standard-output.ts";

/** What a command hands back: the same answer for programs and for people. */
export interface CommandOutput {
  /** An object that JSON can hold. */
  readonly json: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly exitCode: number;
}

/** How a line of progress is coloured, where there are colours. */
export type Tone = "plain" | "good" | "bad" | "quiet";

/** The one place that prints. */
export interface Reporter {
  /** The answer of the command: on standard output, once. */
  answer(output: CommandOutput): void;
  /** One line while something works: on standard output; with `--json` on standard error, where a person watches it. */
  progress(line: string, tone?: Tone): void;
  /** Text as it is, for help and version. */
  text(text: string): void;
  failure(error: unknown): void;
  /** For whoever has to clean up when nobody reads on. */
  readonly output: Pick<StandardOutput, "onClosed" | "failed">;
}

/** A reporter on the process's own streams. Colours appear only on a terminal and never against `NO_COLOR`. */
export function createReporter({ json, verbose }: { readonly json: boolean; readonly verbose: boolean }): Reporter {
  process.stderr.on("error", () => {}); // there is nowhere left to say it
  const complain = (error: unknown) => process.stderr.write(withNewline(printable(errorText(error))));
  const output = openStandardOutput((cause) => complain(outputFailed(cause)));
  const error = (line: string) => process.stderr.write(line);
  return {
    answer: (answer) => {
      output.write(json ? `${JSON.stringify(answer.json)}\n` : withNewline(printable(answer.text)));
    },
    progress: (line, tone = "plain") => {
      if (json && (verbose || !process.stderr.isTTY)) return;
      const stream = json ? process.stderr : process.stdout;
      (json ? error : output.write)(`${painted(printable(line), tone, stream)}\n`);
    },
    text: (text) => {
      output.write(text);
    },
    failure: (cause) => {
      if (json) output.write(`${JSON.stringify({ error: errorRecord(cause) })}\n`);
      else complain(cause);
    },
    output,
  };
}

const formats = { good: "green", bad: "red", quiet: "dim" } as const;

function painted(line: string, tone: Tone, stream: NodeJS.WriteStream): string {
  return tone === "plain" ? line : styleText(formats[tone], line, { stream });
}

function errorRecord(error: unknown): Readonly<Record<string, unknown>> {
  if (isFabrikkError(error)) {
    const { code, message, hint, details } = error;
    return { code, message, hint, details };
  }
  return { ...unexpected, message: String(error), details: { stack: stackOf(error) } };
}

function errorText(error: unknown): string {
  if (isFabrikkError(error)) return `fabrikk: ${error.message} [${error.code}] Next: ${error.hint}`;
  return `fabrikk: ${stackOf(error)} [${unexpected.code}] Next: ${unexpected.hint}`;
}

/** Anything without a code is a fault of fabrikk's own. */
const unexpected = {
  code: "FABRIKK_CLI_UNEXPECTED",
  hint: "this is a fault in fabrikk: please report it with this text",
};

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Text of agents and repositories must not move the cursor or change the terminal. */
function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what is taken out
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "");
}

function withNewline(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}

function outputFailed(cause: NodeJS.ErrnoException): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_CLI_OUTPUT_FAILED",
    message: `standard output cannot be written: ${cause.message}`,
    hint: "make room where it goes, or send it elsewhere; a run goes on with `fabrikk run`",
    cause,
  });
}
