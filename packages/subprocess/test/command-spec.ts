import { tmpdir } from "node:os";

import type { CommandSpec } from "@fabrikk/state/ports";

let markers = 0;

/** A shell script as a command with a marker of its own and generous limits. `$1`, `$2` are the words. */
export function shellSpec(script: string, words: readonly string[] = [], more: Partial<CommandSpec> = {}): CommandSpec {
  markers += 1;
  return {
    argv: ["sh", "-c", script, "sh", ...words],
    cwd: tmpdir(),
    env: { PATH: process.env["PATH"] ?? "" },
    limits: generousLimits,
    marker: `test/${process.pid}/${markers}`,
    ...more,
  };
}

export const generousLimits = { wall_ms: 30_000, idle_ms: 30_000, output_bytes: 10_000_000 };
