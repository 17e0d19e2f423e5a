import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";

import type { CommandOutcome, Commands, CommandSpec } from "@fabrikk/state/ports";

/** Real commands without a guard: enough for the scripts of these tests, which leave nothing behind. */
export const localCommands: Commands = {
  async run(spec, signal) {
    if (signal?.aborted === true) return outcomeOf({ ended: "cancelled" });
    return runLocally(spec, signal);
  },
  endLeftovers: () => Promise.resolve(0),
};

async function runLocally(spec: CommandSpec, signal: AbortSignal | undefined): Promise<CommandOutcome> {
  const [program, ...args] = spec.argv;
  const child = spawn(program, args, { cwd: spec.cwd, env: spec.env, detached: true });
  let reason: CommandOutcome["ended"] | null = null;
  const end = (why: CommandOutcome["ended"]) => () => {
    reason ??= why;
    if (child.exitCode === null) process.kill(-(child.pid ?? Number.NaN), "SIGKILL");
  };
  const cancel = end("cancelled");
  const wall = setTimeout(end("wall-limit"), spec.limits.wall_ms);
  const idle = setTimeout(end("idle-limit"), spec.limits.idle_ms);
  signal?.addEventListener("abort", cancel);
  child.stdin.on("error", () => {}).end(spec.stdin ?? "");
  let bytes = 0;
  const count = (chunk: Buffer) => void ((bytes += chunk.length) > spec.limits.output_bytes && end("output-limit")());
  child.stdout.on("data", count);
  child.stderr.on("data", count);
  if (spec.onLine !== undefined) createInterface(child.stdout).on("line", spec.onLine);
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  const ending = await new Promise<Partial<CommandOutcome>>((settle) => {
    child.once("error", (error) => settle({ ended: "not-started", problem: error.message }));
    child.once("close", (exitCode) =>
      settle(
        exitCode === null || reason !== null
          ? { ended: reason ?? "signalled", signal: "SIGKILL" }
          : { ended: "exited", exitCode },
      ),
    );
  });
  for (const timer of [wall, idle]) clearTimeout(timer);
  signal?.removeEventListener("abort", cancel);
  const [stdout, stderr] = await output;
  if (spec.outputFile !== undefined) await writeFile(spec.outputFile, stdout + stderr);
  return outcomeOf({ ...ending, stdout, stderr });
}

function outcomeOf(known: Partial<CommandOutcome>): CommandOutcome {
  const nothing = { exitCode: null, signal: null, stdout: "", stderr: "", outputBytes: 0, durationMs: 0, leftovers: 0 };
  return { ended: "exited", problem: null, ...nothing, ...known };
}
