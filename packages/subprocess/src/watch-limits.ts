import type { ProcessLimits } from "@fabrikk/state";
import type { CommandOutcome } from "@fabrikk/state/ports";

/** Why a command was ended before its own end. */
export type EndReason = Extract<CommandOutcome["ended"], "wall-limit" | "idle-limit" | "output-limit" | "cancelled">;

/** The watch over one command. */
export interface LimitWatch {
  /** The command runs: from now on its silence counts. */
  started(): void;
  /** Output came. */
  heard(): void;
  /** More output came than is allowed. Counts even when the command has ended by itself, so that it is no race. */
  overflowed(): void;
  /** The command has ended: time and cancelling count no more. */
  stop(): void;
  /** The first limit that was met. */
  reason(): EndReason | null;
}

/** Watches wall clock, silence, output and the signal; calls `onReached` once, with the first that says stop. */
export function watchLimits(limits: ProcessLimits, signal: AbortSignal | undefined, onReached: () => void): LimitWatch {
  let reason: EndReason | null = null;
  let idle: NodeJS.Timeout | undefined;
  const reach = (reached: EndReason) => {
    if (reason !== null) return;
    reason = reached;
    stop();
    onReached();
  };
  const cancel = () => reach("cancelled");
  const wall = setTimeout(() => reach("wall-limit"), timerMs(limits.wall_ms));
  const stop = () => {
    clearTimeout(wall);
    clearTimeout(idle);
    signal?.removeEventListener("abort", cancel);
  };
  if (signal?.aborted === true) cancel();
  else signal?.addEventListener("abort", cancel);
  return {
    started: () => {
      if (reason === null) idle = setTimeout(() => reach("idle-limit"), timerMs(limits.idle_ms));
    },
    heard: () => void idle?.refresh(),
    overflowed: () => reach("output-limit"),
    stop,
    reason: () => reason,
  };
}

/** A longer time would make the timer fire at once. */
function timerMs(ms: number): number {
  return Math.min(ms, 2 ** 31 - 1);
}
