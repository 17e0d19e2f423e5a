import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type { AgentRequest, Clock } from "@fabrikk/state/ports";

/** The system's time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => sleep(ms, undefined, signal === undefined ? {} : { signal }),
};

/** A folder with a workspace, an outbox and a prompt; removed when disposed of. */
export interface SessionPlace extends AsyncDisposable {
  readonly folder: string;
  readonly request: AgentRequest;
  read(path: string): Promise<string | null>;
}

export async function openSessionPlace(): Promise<SessionPlace> {
  const folder = await mkdtemp(join(tmpdir(), "fabrikk-test-"));
  const request: AgentRequest = {
    role: "worker",
    task: "task-1",
    attempt: 3,
    settledAttempts: 1,
    workspace: join(folder, "workspace"),
    prompt: 'Do it.\n  "$HOME" stays as it is: grüße\n',
    promptFile: join(folder, "prompt.md"),
    resultFile: join(folder, "outbox", "result.json"),
    outputFile: join(folder, "stdout.log"),
    limits: { wall_ms: 15_000, idle_ms: 15_000, output_bytes: 1_000_000 },
    marker: "run/task-1/3",
    model: null,
    resume: null,
    turns: null,
    schema: null,
  };
  await mkdir(request.workspace);
  await mkdir(join(folder, "outbox"));
  await writeFile(request.promptFile, request.prompt);
  return {
    folder,
    request,
    read: (path) => readFile(path, "utf8").catch(() => null),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}
