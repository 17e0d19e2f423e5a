import type { WorkerPool } from "@fabrikk/state/ports";

import type { AttemptPorts } from "./attempt-ports.ts";
import { readDispatch, readSettlement } from "./dispatch-files.ts";
import { Dispatches } from "./dispatches.ts";

/** What the pool on this machine needs: the ports of an attempt, and how many may run at once. */
export interface LocalWorkerPoolOptions extends AttemptPorts {
  readonly workers: number;
}

/**
 * The worker pool inside the engine's own process: the first of two (design, section 3). It remembers in the run's folder:
 * `dispatch.json` is written before a worker starts, `settlement.json` once it ended. A dispatch that has the first and not
 * the second, and that this pool did not start, was lost with its engine.
 */
export function createLocalWorkerPool(options: LocalWorkerPoolOptions): WorkerPool {
  const { files, workers } = options;
  const dispatches = new Dispatches(options, workers);
  return {
    workers,
    submit: async (specs) => {
      for (const spec of specs) await dispatches.submit(spec);
    },
    async *settlements(open, signal) {
      const pending = new Map(
        open.map((id) => [id, dispatches.settlement(id).then((settlement) => ({ id, settlement }))]),
      );
      using stop = untilAborted(signal);
      while (pending.size > 0) {
        const first = await Promise.race([stop.aborted, ...pending.values()]);
        if (first === undefined) return;
        pending.delete(first.id);
        yield first.settlement;
      }
    },
    cancel: async (id) => await dispatches.end(id, new Error("cancelled")),
    inspect: async (id) => {
      if (dispatches.isAtWork(id)) return "running";
      if ((await readSettlement(files, id)) !== null) return "settled";
      return (await readDispatch(files, id)) === null ? "unknown" : "waiting";
    },
    close: async () => await dispatches.close(new Error("the engine is closing")),
  };
}

/** `aborted` resolves, with nothing, once the signal aborts. */
function untilAborted(signal: AbortSignal | undefined): Disposable & { readonly aborted: Promise<undefined> } {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const stop = (): void => resolve(undefined);
  if (signal?.aborted === true) stop();
  signal?.addEventListener("abort", stop);
  return { aborted: promise, [Symbol.dispose]: () => signal?.removeEventListener("abort", stop) };
}
