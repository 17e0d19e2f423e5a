import { FabrikkError, type SessionOutcome } from "@fabrikk/state";
import type { Agent, AgentRequest, AgentSession, CommandOutcome, Commands } from "@fabrikk/state/ports";

import { describeEnding } from "../describe-ending.ts";
import { sessionEnvironment } from "../session-environment.ts";

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
 * `FABRIKK_RESULT` (the file to write). Exit code 0 is `completed`, any other and a signal are `failed`; the result file
 * is read by the caller in either case, after the exit, and is the only word that counts (FAB-EXEC-004).
 * Throws `FABRIKK_AGENTS_PROGRAM_MISSING` when the program cannot be started.
 */
export function createShellAgent({ command, commands, environment }: ShellAgentOptions): Agent {
  const [program, ...words] = command;
  if (program === undefined) throw programMissing("(none)", "the agent has no command");
  return {
    contract: 1,
    kind: "shell",
    async run(request, onEvent, signal) {
      onEvent({ type: "session-started", version: null });
      const outcome = await commands.run(
        {
          argv: [program, ...words],
          cwd: request.workspace,
          env: sessionEnvironment(environment, request),
          stdin: request.prompt,
          limits: request.limits,
          marker: request.marker,
          outputFile: request.outputFile,
        },
        signal,
      );
      if (outcome.ended === "not-started") throw programMissing(program, outcome.problem ?? "");
      if (outcome.stdout !== "") onEvent({ type: "text-said", text: outcome.stdout });
      return sessionOf(outcome, request);
    },
  };
}

function sessionOf(outcome: CommandOutcome, { limits }: AgentRequest): AgentSession {
  return { outcome: sessionOutcome(outcome), detail: describeEnding(outcome, limits), usage: null, version: null };
}

function sessionOutcome({ ended, exitCode }: CommandOutcome): SessionOutcome {
  switch (ended) {
    case "exited":
      return exitCode === 0 ? "completed" : "failed";
    case "signalled":
    case "not-started":
      return "failed";
    case "wall-limit":
    case "idle-limit":
    case "output-limit":
      return "limit";
    case "cancelled":
      return "cancelled";
  }
}

function programMissing(program: string, problem: string): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_AGENTS_PROGRAM_MISSING",
    message: `the agent's program ${program} cannot be started: ${problem}`,
    hint: "Install it, or mend the agent's command in the configuration.",
    details: { program },
  });
}
