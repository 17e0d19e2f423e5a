import type { Config, ProcessLimits } from "@fabrikk/state";

/** The limits of a worker's process, or of one check or gate command, from the configuration (FAB-EXEC-007). */
export function processLimits({ limits }: Config, of: "attempt" | "command"): ProcessLimits {
  const wallMs = Math.ceil((of === "attempt" ? limits.attempt_seconds : limits.command_seconds) * 1000);
  return {
    wall_ms: wallMs,
    idle_ms: Math.min(wallMs, Math.ceil(limits.idle_seconds * 1000)),
    output_bytes: limits.output_bytes,
  };
}
