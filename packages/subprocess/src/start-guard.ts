import { getCompileCacheDir } from "node:module";
import { dirname } from "node:path";

import type { CommandSpec } from "@fabrikk/state/ports";
import { execa } from "execa";

import { prepareCommandFiles, type CommandStreams } from "./command-files.ts";
import { guardVariable } from "./guard-mark.ts";
import type { FromGuard, ToGuard } from "./guard-messages.ts";

/** What one guard is started for. */
export interface GuardStart {
  readonly spec: CommandSpec;
  /** The value of `FABRIKK_GUARD`. */
  readonly mark: string;
  /** Absolute path of the guard's script. */
  readonly guardFile: string;
  /** The command runs: here is its output, to be read to its end, and its input. */
  readonly onStarted: (streams: CommandStreams) => void;
  /** The command itself has ended; its leftovers may not have. */
  readonly onEnded: () => void;
}

/** A guard that was started. */
export interface Guard {
  /** Has the guard end the command's tree. */
  end(): void;
  /** Resolves when the guard is gone. */
  readonly gone: Promise<GuardReport>;
}

/** What a guard told in its life, and how that ended. */
export interface GuardReport {
  /** Why the command was not started. */
  readonly problem: string | null;
  /** The command's process id, which is its session's too. */
  readonly pid: number | null;
  readonly ended: { readonly exitCode: number | null; readonly signal: string | null } | null;
  /** Null when the guard could not finish. */
  readonly leftovers: number | null;
  readonly durationMs: number;
  /** The signal that ended the guard itself. */
  readonly guardSignal: string | null;
  /** What the guard wrote to its standard error: nothing, unless it is broken. */
  readonly guardStderr: string;
}

/** Milliseconds after `end()` in which a guard answers; one that does not (a worker may have stopped it) is killed. */
const patienceMs = 15_000;

/**
 * Starts a guard with its command. The guard is in a session of its own, so that ctrl-c in the engine's terminal does not
 * reach it; when the engine dies, the channel between them closes.
 */
export async function startGuard({ spec, mark, guardFile, onStarted, onEnded }: GuardStart): Promise<Guard> {
  const child = spawnGuard(guardFile, mark);
  const { nodeChildProcess: channel } = child;
  const tell = (message: ToGuard) => {
    if (channel.connected) channel.send(message, () => {}); // a guard that is gone is noticed by its exit
  };
  try {
    const files = await prepareCommandFiles(spec);
    const story = createStory();
    channel.on("message", (message: FromGuard) => {
      story.hear(message);
      if (message.type === "started") onStarted(files.openStreams());
      if (message.type === "ended") onEnded();
    });
    tell({ type: "start", argv: spec.argv, cwd: spec.cwd, env: spec.env, ...files.paths });
    let patience: NodeJS.Timeout | undefined;
    const end = () => {
      patience ??= setTimeout(() => child.kill("SIGKILL"), patienceMs);
      tell({ type: "end" });
    };
    const gone = child.then(async ({ signal, stderr, shortMessage }) => {
      clearTimeout(patience);
      await files.discard();
      return { ...story.told(), guardSignal: signal ?? null, guardStderr: stderr || (shortMessage ?? "") };
    });
    return { end, gone };
  } catch (error) {
    if (channel.connected) channel.disconnect();
    throw error;
  }
}

function spawnGuard(guardFile: string, mark: string) {
  return execa(process.execPath, ["--no-warnings", guardFile], {
    cwd: "/",
    env: guardEnvironment(mark),
    extendEnv: false,
    detached: true,
    stdin: "ignore",
    stdout: "ignore",
    ipc: true,
    serialization: "json",
    buffer: { ipc: false },
    reject: false,
    forceKillAfterDelay: false,
  });
}

/** Nothing of the engine's own environment: `NODE_OPTIONS` and the like would change the guard. */
function guardEnvironment(mark: string): Record<string, string> {
  const compileCache = getCompileCacheDir();
  const env = { [guardVariable]: mark };
  return compileCache === undefined ? env : { ...env, NODE_COMPILE_CACHE: dirname(compileCache) };
}

/** Puts a guard's messages together. */
function createStory() {
  let told: Omit<GuardReport, "guardSignal" | "guardStderr"> = {
    problem: null,
    pid: null,
    ended: null,
    leftovers: null,
    durationMs: 0,
  };
  let startedAt = 0;
  const duration = () => Math.round(performance.now() - startedAt);
  return {
    hear(message: FromGuard): void {
      switch (message.type) {
        case "not-started":
          told = { ...told, problem: message.problem };
          return;
        case "started":
          startedAt = performance.now();
          told = { ...told, pid: message.pid };
          return;
        case "ended":
          told = { ...told, ended: { exitCode: message.exitCode, signal: message.signal }, durationMs: duration() };
          return;
        case "finished":
          told = { ...told, leftovers: message.leftovers };
          return;
      }
    },
    told: () => (told.pid !== null && told.ended === null ? { ...told, durationMs: duration() } : told),
  };
}
