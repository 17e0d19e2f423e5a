import { resolve } from "node:path";

import type { CassetteAction } from "@fabrikk/state";
import type { AgentEvent, AgentRequest, AgentSession, CommandOutcome, SessionEnd } from "@fabrikk/state/ports";

import { describeEnding } from "../describe-ending.ts";
import { sessionEnvironment } from "../session-environment.ts";
import { endSilently, startSilently } from "../silent-program.ts";
import type { ReplayAgentOptions } from "./create-replay-agent.ts";

/** One session to play. */
export interface ReplaySession {
  readonly actions: readonly CassetteAction[];
  readonly request: AgentRequest;
  readonly onEvent: (event: AgentEvent) => void;
  readonly signal: AbortSignal;
}

/** Plays the actions in order, until the last, a crash, a limit or the signal; then writes what was said to the output file. */
export async function playSession(options: ReplayAgentOptions, session: ReplaySession): Promise<AgentSession> {
  startSilently(session.onEvent);
  const player: Player = {
    ...options,
    ...session,
    deadline: options.clock.now() + session.request.limits.wall_ms,
    transcript: { text: "", bytes: 0 },
  };
  let end: SessionEnd;
  try {
    end = (await playAll(player)) ?? endOf("completed", "played to the end");
  } finally {
    await options.files.write(session.request.outputFile, player.transcript.text);
  }
  return endSilently(session.onEvent, end);
}

function endOf(outcome: SessionEnd["outcome"], detail: string, failure: SessionEnd["failure"] = null): SessionEnd {
  return { outcome, failure, detail, retry_after_ms: null };
}

interface Player extends ReplayAgentOptions, ReplaySession {
  /** When the session's wall clock ends. */
  readonly deadline: number;
  /** What was said and printed up to now. */
  readonly transcript: { text: string; bytes: number };
}

/** How a session ended before its last action; null when it did not. */
type Ending = SessionEnd | null;

const cancelled = endOf("cancelled", "cancelled");

async function playAll(player: Player): Promise<Ending> {
  if (player.signal.aborted) return cancelled;
  for (const action of player.actions) {
    const ending = (await playAction(player, action)) ?? endOfOutput(player);
    if (ending !== null) return ending;
    if (player.signal.aborted) return cancelled;
  }
  return null;
}

async function playAction(player: Player, action: CassetteAction): Promise<Ending> {
  const { request, files, onEvent } = player;
  switch (action.do) {
    case "write":
      onEvent({ type: "tool-called", tool: "write", detail: action.path });
      await files.write(pathOf(request, action.path), action.text ?? (await player.loadFile(action.from ?? "")));
      onEvent({ type: "tool-ended", tool: "write", ok: true });
      return null;
    case "remove":
      onEvent({ type: "tool-called", tool: "remove", detail: action.path });
      await files.remove(pathOf(request, action.path));
      onEvent({ type: "tool-ended", tool: "remove", ok: true });
      return null;
    case "run":
      onEvent({ type: "tool-called", tool: "run", detail: action.command });
      return runCommand(player, action.command);
    case "say":
      onEvent({ type: "text-said", text: action.text });
      note(player, `${action.text}\n`);
      return null;
    case "wait":
      return wait(player, action.ms);
    case "result":
      await files.write(request.resultFile, `${JSON.stringify(action.json, null, 2)}\n`);
      return null;
    case "result-text":
      await files.write(request.resultFile, action.text);
      return null;
    case "crash":
      return endOf("failed", "crashed", "crashed");
  }
}

function note({ transcript }: Player, text: string): void {
  transcript.text += text;
  transcript.bytes += Buffer.byteLength(text);
}

function endOfOutput({ transcript, request: { limits } }: Player): Ending {
  if (transcript.bytes <= limits.output_bytes) return null;
  return endOf("limit", `ended at the limit of ${limits.output_bytes} bytes of output`);
}

/** Relative to the workspace. It may leave it, by `..` or by being absolute: that is a lie worth playing. */
function pathOf({ workspace }: AgentRequest, path: string): string {
  return resolve(workspace, path);
}

async function runCommand(player: Player, command: string): Promise<Ending> {
  const { request, commands, environment, clock, deadline, signal } = player;
  const limits = { ...request.limits, wall_ms: Math.max(1, deadline - clock.now()) };
  const outcome = await commands.run(
    {
      argv: ["sh", "-c", command],
      cwd: request.workspace,
      env: sessionEnvironment(environment, request),
      limits,
      marker: request.marker,
    },
    signal,
  );
  note(player, `$ ${command}\n${outcome.stdout}${outcome.stderr}`);
  player.onEvent({ type: "tool-ended", tool: "run", ok: outcome.ended === "exited" ? outcome.exitCode === 0 : null });
  return endingOf(outcome, request);
}

/** The exit code decides nothing: it is the script that goes on. */
function endingOf(outcome: CommandOutcome, { limits }: AgentRequest): Ending {
  switch (outcome.ended) {
    case "wall-limit":
    case "idle-limit":
    case "output-limit":
      return endOf("limit", describeEnding(outcome, limits));
    case "cancelled":
      return cancelled;
    case "exited":
    case "signalled":
    case "not-started":
      return null;
  }
}

/** Waiting is silence, and takes time: both have a limit. */
async function wait({ request, clock, deadline, signal }: Player, ms: number): Promise<Ending> {
  const { idle_ms: idle, wall_ms: wall } = request.limits;
  const left = Math.max(0, deadline - clock.now());
  try {
    await clock.sleep(Math.min(ms, idle, left), signal);
  } catch (error) {
    if (signal.aborted) return cancelled;
    throw error;
  }
  if (ms <= Math.min(idle, left)) return null;
  const detail =
    left <= idle ? `ended at the limit of ${wall / 1000} s` : `ended after ${idle / 1000} s without output`;
  return endOf("limit", detail);
}
