import type { Agent, CommandOutcome, Commands, SessionEnd } from "@fabrikk/state/ports";

import { describeEnding } from "../describe-ending.ts";
import { programMissing } from "../program/program-missing.ts";
import { sessionEnvironment } from "../session-environment.ts";
import { endSilently, noCapabilities, startSilently } from "../silent-program.ts";

/** What a shell agent is made of. */
export interface ShellAgentOptions {
  /** Program and arguments; started as they are, by no shell. */
  readonly command: readonly string[];
  readonly commands: Commands;
  /** The allow-listed environment; nothing else is handed on but the five variables of {@link createShellAgent}. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Any program as an agent (FAB-EXEC-010). It runs in the workspace, reads the prompt on standard input, and finds in its
 * environment `FABRIKK_ROLE`, `FABRIKK_TASK`, `FABRIKK_ATTEMPT`, `FABRIKK_PROMPT` (a file that holds the prompt) and
 * `FABRIKK_RESULT` (the file to write). Each line it prints is a `text-said`. Exit code 0 is `completed`, any other and a signal are `failed`; the result file
 * is read by the caller in either case, after the exit, and is the only word that counts (FAB-EXEC-004).
 * Throws `FABRIKK_AGENTS_PROGRAM_MISSING` when the program cannot be started.
 */
export function createShellAgent({ command, commands, environment }: ShellAgentOptions): Agent {
  const [program, ...words] = command;
  if (program === undefined) throw programMissing("(none)", "the agent has no command");
  return {
    contract: 1,
    kind: "shell",
    capabilities: noCapabilities,
    async run(request, onEvent, signal) {
      startSilently(onEvent);
      const outcome = await commands.run(
        {
          argv: [program, ...words],
          cwd: request.workspace,
          env: sessionEnvironment(environment, request),
          stdin: request.prompt,
          limits: request.limits,
          marker: request.marker,
          outputFile: request.outputFile,
          onLine: (text) => onEvent({ type: "text-said", text }),
        },
        signal,
      );
      if (outcome.ended === "not-started") throw programMissing(program, outcome.problem ?? "");
      return endSilently(onEvent, sessionEnd(outcome, describeEnding(outcome, request.limits)));
    },
  };
}

function sessionEnd({ ended, exitCode }: CommandOutcome, detail: string): SessionEnd {
  const end = { failure: null, detail, retry_after_ms: null };
  switch (ended) {
    case "exited":
      return exitCode === 0 ? { ...end, outcome: "completed" } : { ...end, outcome: "failed", failure: "other" };
    case "signalled":
      return { ...end, outcome: "failed", failure: "crashed" };
    case "not-started":
      return { ...end, outcome: "failed", failure: "configuration" };
    case "wall-limit":
    case "idle-limit":
    case "output-limit":
      return { ...end, outcome: "limit" };
    case "cancelled":
      return { ...end, outcome: "cancelled" };
  }
}
