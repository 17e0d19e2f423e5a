import type { DispatchSpec } from "../records/dispatch.ts";
import type { Settlement } from "../records/settlement.ts";

/** What a pool knows of one dispatch. */
export type DispatchState = "unknown" | "waiting" | "running" | "settled";

/**
 * Has attempts made, here or on other machines. Submitting is idempotent by dispatch id; what was settled is told again
 * after a restart. So an attempt is made at most once, and never forgotten.
 */
export interface WorkerPool {
  /** Attempts that it makes at once; more of them wait, in the order they came. */
  readonly workers: number;
  /** Takes the attempts on, in order. A dispatch id that is known already is not started again. Resolves once they are kept. */
  submit(specs: readonly DispatchSpec[]): Promise<void>;
  /** Yields the settlement of each open dispatch once, as they come; ends when all have one, or at the signal. A dispatch that no living engine works on settles as `lost`. */
  settlements(open: readonly string[], signal?: AbortSignal): AsyncIterable<Settlement>;
  /** Ends a dispatch; it settles as `cancelled` unless it already did. */
  cancel(dispatchId: string): Promise<void>;
  inspect(dispatchId: string): Promise<DispatchState>;
  /** Waits for no one: ends what runs and frees what it holds. */
  close(): Promise<void>;
}
