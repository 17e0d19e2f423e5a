import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import type { ProcessLimits } from "@fabrikk/state";
import type { Agent, AgentEvent, AgentRequest, AgentSession } from "@fabrikk/state/ports";

const execute = promisify(execFile);

/** A session to play: its agent and what is asked of it. */
export interface Play {
  readonly agent: Agent;
  readonly prompt: string;
  /** Absolute path of a new folder for it. */
  readonly folder: string;
  readonly marker: string;
  readonly model: string | null;
  readonly limits: ProcessLimits;
  readonly signal: AbortSignal;
  readonly resume?: string;
  readonly schema?: unknown;
  /** Names the agent's private folder: sessions that resume each other have one task. */
  readonly task: string;
  /** Called when its folder is ready, just before it begins; nobody waits for it. */
  readonly onPrepared?: (read: PlayedSession["read"]) => Promise<void>;
}

/** A session that was played. */
export interface PlayedSession {
  readonly session: AgentSession;
  readonly events: readonly AgentEvent[];
  readonly ms: number;
  /** A file of its workspace; null where there is none. */
  read(file: string): Promise<string | null>;
  /** The result file; null where there is none. */
  result(): Promise<string | null>;
}

/** Plays one session in a repository of its own. */
export async function playSession(play: Play): Promise<PlayedSession> {
  const { agent, folder, signal, onPrepared } = play;
  const request = await prepare(play);
  const events: AgentEvent[] = [];
  const readOrNull = async (path: string) => await readFile(path, "utf8").catch(() => null);
  const read = async (file: string) => await readOrNull(join(folder, "workspace", file));
  void onPrepared?.(read);
  const start = performance.now();
  const session = await agent.run(request, (event) => void events.push(event), signal);
  const ms = performance.now() - start;
  return {
    session,
    events,
    ms,
    read,
    result: async () => await readOrNull(request.resultFile),
  };
}

async function prepare({ folder, prompt, marker, model, limits, resume, schema, task }: Play): Promise<AgentRequest> {
  const workspace = join(folder, "workspace");
  await mkdir(workspace, { recursive: true });
  await mkdir(join(folder, "outbox"), { recursive: true });
  await execute("git", ["init", "--quiet", workspace], {
    env: { PATH: process.env["PATH"], GIT_CONFIG_NOSYSTEM: "1" },
  });
  const promptFile = join(folder, "prompt.md");
  await writeFile(promptFile, prompt);
  return {
    role: "worker",
    task,
    attempt: 1,
    settledAttempts: 0,
    workspace,
    prompt,
    promptFile,
    resultFile: join(folder, "outbox", "result.json"),
    outputFile: join(folder, "output.log"),
    limits,
    marker,
    model,
    resume: resume ?? null,
    turns: null,
    schema: schema ?? null,
  };
}
