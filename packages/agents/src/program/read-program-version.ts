import type { AgentRequest, Commands } from "@fabrikk/state/ports";

import { programMissing } from "./program-missing.ts";

/** Which program is asked, and where. */
export interface VersionQuestion {
  readonly argv: readonly [string, ...string[]];
  /** The environment of its session: what it writes, even now, is to go into its private folders. */
  readonly env: Readonly<Record<string, string>>;
  readonly commands: Commands;
  readonly request: AgentRequest;
  readonly signal: AbortSignal;
}

const mostMs = 30_000;

/**
 * Asks a program for its version by `--version`. Null where it answers with none.
 * Throws `FABRIKK_AGENTS_PROGRAM_MISSING` when the program cannot be started.
 */
export async function readProgramVersion(question: VersionQuestion): Promise<string | null> {
  const { argv, env, commands, request, signal } = question;
  const limits = { wall_ms: mostMs, idle_ms: mostMs, output_bytes: 100_000 };
  const { workspace, marker } = request;
  const outcome = await commands.run({ argv: [...argv, "--version"], cwd: workspace, env, limits, marker }, signal);
  if (outcome.ended === "not-started") throw programMissing(argv[0], outcome.problem ?? "");
  return /\d+\.\d+\.\d+[\w.+-]*/u.exec(outcome.stdout)?.[0] ?? null;
}
