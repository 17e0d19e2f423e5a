import type { ProcessLimits } from "@fabrikk/state";
import type { CommandOutcome } from "@fabrikk/state/ports";

/** One line for people: how a command ended, with the limit that it met. */
export function describeEnding(outcome: CommandOutcome, limits: ProcessLimits): string {
  switch (outcome.ended) {
    case "exited":
      return `exited with ${outcome.exitCode}`;
    case "signalled":
      return `ended by ${outcome.signal}`;
    case "wall-limit":
      return `ended at the limit of ${limits.wall_ms / 1000} s`;
    case "idle-limit":
      return `ended after ${limits.idle_ms / 1000} s without output`;
    case "output-limit":
      return `ended at the limit of ${limits.output_bytes} bytes of output`;
    case "cancelled":
      return "cancelled";
    case "not-started":
      return `not started: ${outcome.problem}`;
  }
}
