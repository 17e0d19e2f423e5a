import { spawn } from "node:child_process";

import { FabrikkError } from "@fabrikk/state";

import { exitCode as exitCodes } from "../exit-code.ts";
import { describeKillPoint, type KillPoint } from "../kill-point.ts";

/** What the engine processes are told. */
export interface PlayWithKills {
  /** Absolute path of the demo's repository. */
  readonly repo: string;
  readonly killPoints: readonly KillPoint[];
  readonly onKill: (at: KillPoint) => void;
  readonly signal: AbortSignal;
}

/** How often the engine was killed, and where. */
export interface Kills {
  readonly killedAt: readonly KillPoint[];
  readonly restarts: number;
  /** Kill points that the run never reached. */
  readonly notReached: readonly KillPoint[];
}

/**
 * Plays the demo's run in an engine process of its own, which kills itself at the first kill point; starts another one,
 * which goes on to the next, until one ends by itself.
 * @throws FabrikkError with the engine's own code when it ended with an error
 */
export async function playWithKills({ repo, killPoints, onKill, signal }: PlayWithKills): Promise<Kills> {
  for (let restarts = 0; ; restarts += 1) {
    signal.throwIfAborted();
    const next = killPoints[restarts];
    const end = await engineProcess(repo, { killPoint: next, signal });
    const killed = end.signal === "SIGKILL" && next !== undefined;
    if (!killed) {
      if (!endsOfItself.has(end.exitCode ?? exitCodes.error)) throw engineFailed(end);
      return { killedAt: killPoints.slice(0, restarts), restarts, notReached: killPoints.slice(restarts) };
    }
    onKill(next);
  }
}

/** Exit codes after which the journal says how the run ended. */
const endsOfItself: ReadonlySet<number> = new Set([
  exitCodes.completed,
  exitCodes.needsPerson,
  exitCodes.blocked,
  exitCodes.interrupted,
]);

interface EngineEnd {
  readonly signal: NodeJS.Signals | null;
  readonly exitCode: number | null;
  readonly output: string;
}

/** This same program, as it was started itself, in a process group of its own: ctrl-c reaches it once, through us. */
function engineProcess(
  repo: string,
  { killPoint, signal }: { readonly killPoint: KillPoint | undefined; readonly signal: AbortSignal },
): Promise<EngineEnd> {
  const program = process.argv[1] ?? "";
  const kill = killPoint === undefined ? [] : ["--kill-at", describeKillPoint(killPoint)];
  const args = [...process.execArgv, program, "demo-engine", repo, "--json", ...kill];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"], detached: true });
    const interrupt = () => child.kill("SIGINT");
    const end = () => child.kill("SIGKILL");
    signal.addEventListener("abort", interrupt, { once: true });
    process.on("exit", end);
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.on("error", reject);
    child.on("close", (exitCode, endedBy) => {
      signal.removeEventListener("abort", interrupt);
      process.off("exit", end);
      resolve({ exitCode, signal: endedBy, output });
    });
  });
}

function engineFailed({ signal, exitCode, output }: EngineEnd): FabrikkError {
  const error = errorOf(output);
  return new FabrikkError({
    code: "FABRIKK_CLI_DEMO_ENGINE",
    message: `the demo's engine ended with ${signal ?? `exit code ${exitCode}`}: ${error?.message ?? output.trim()}`,
    hint: error?.hint ?? "run `fabrikk demo --dir <folder>` and look at the run in it",
    details: { exit_code: exitCode, signal, error: error ?? null },
  });
}

function errorOf(output: string): { readonly message: string; readonly hint: string } | null {
  try {
    return (JSON.parse(output) as { error?: { message: string; hint: string } }).error ?? null;
  } catch {
    return null;
  }
}
