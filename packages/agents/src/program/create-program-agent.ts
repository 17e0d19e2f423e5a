import { writeFile } from "node:fs/promises";

import type { Usage } from "@fabrikk/state";
import type { Agent, AgentCapabilities, AgentEvent, AgentRequest, AgentSession, Commands } from "@fabrikk/state/ports";

import { sessionEnvironment } from "../session-environment.ts";
import { combineUsage } from "./combine-usage.ts";
import { openPrivateFolder, type PrivateFolder } from "./private-folder.ts";
import type { ProgramAgentOptions } from "./program-agent-options.ts";
import { programMissing } from "./program-missing.ts";
import { readProgramVersion } from "./read-program-version.ts";
import type { SessionFacts } from "./session-recorder.ts";
import type { StreamReader } from "./stream-reader.ts";

/** What one program's session is started with. */
export interface ProgramLaunch {
  /** Words after the command. */
  readonly words: readonly string[];
  /** What the program itself needs beside the allowed environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: string;
}

/** What differs from one program to another. */
export interface AgentProgram {
  readonly kind: string;
  readonly capabilities: AgentCapabilities;
  /** Whether its event stream tells its version; else it is asked for it, once. */
  readonly tellsVersion: boolean;
  /** Whether `launch` hands the limit of turns to the program; else the stream's turns are counted. */
  readonly limitsTurns: boolean;
  launch(request: AgentRequest, folder: PrivateFolder): Promise<ProgramLaunch>;
  read(onEvent: (event: AgentEvent) => void, facts: SessionFacts): StreamReader;
}

/** Makes the agent of one program: a session is one process, its event stream is read as it comes. */
export function createProgramAgent(program: AgentProgram, options: ProgramAgentOptions): Agent {
  const { kind, capabilities } = program;
  const [name, ...words] = options.command;
  if (name === undefined) throw programMissing("(none)", "the agent has no command");
  const argv = [name, ...words] as const;
  let version: string | null = null;
  return {
    contract: 1,
    kind,
    capabilities,
    async run(request, onEvent, signal) {
      await using folder = await openPrivateFolder(options.folder, request);
      const launch = await program.launch(request, folder);
      const env = { ...sessionEnvironment(options.environment, request), TMPDIR: folder.temp, ...launch.env };
      if (!program.tellsVersion)
        version ??= await readProgramVersion({ argv, env, request, signal, commands: options.commands });
      const spent = request.resume === null ? null : await folder.spentBy(request.resume);
      const turns = program.limitsTurns ? null : request.turns;
      const reader = program.read(onEvent, { version, limits: request.limits, turns, spent });
      const started = { argv: [...argv, ...launch.words] as const, env, stdin: launch.stdin };
      const session = await runSession({ ...started, commands: options.commands, request, reader, signal });
      await keepSpent(folder, session, spent);
      if (session.outcome === "completed") await keepAnswer(request, reader.answer());
      return session;
    },
  };
}

interface SessionRun {
  readonly argv: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: string;
  readonly commands: Commands;
  readonly request: AgentRequest;
  readonly reader: StreamReader;
  readonly signal: AbortSignal;
}

async function runSession(run: SessionRun): Promise<AgentSession> {
  const { argv, env, stdin, commands, request, reader, signal } = run;
  const { workspace, limits, marker, outputFile } = request;
  const overTurns = new AbortController();
  const onLine = (line: string) => {
    reader.line(line);
    if (reader.isOverTurns()) overTurns.abort();
  };
  const outcome = await commands.run(
    { argv, env, stdin, cwd: workspace, limits, marker, outputFile, onLine },
    AbortSignal.any([signal, overTurns.signal]),
  );
  if (outcome.ended === "not-started") throw programMissing(argv[0], outcome.problem ?? "");
  return reader.end(outcome);
}

/** Keeps what a session used in all, for the session that goes on from it. */
async function keepSpent(folder: PrivateFolder, { session, usage }: AgentSession, spent: Usage | null): Promise<void> {
  if (session === null || usage === null) return;
  await folder.keepSpent(session, spent === null ? usage : combineUsage(spent, usage, "add"));
}

/** Leaves an answer in the shape that was asked for where a result is read, unless the agent left one itself. */
async function keepAnswer({ resultFile, schema }: AgentRequest, answer: string | null): Promise<void> {
  if (schema === null || schema === undefined || answer === null) return;
  await writeFile(resultFile, answer, { flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
}
