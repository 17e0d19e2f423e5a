import type { DispatchSpec, Settlement } from "@fabrikk/state";
import type { WorkerPool } from "@fabrikk/state/ports";

import type { AttemptPorts } from "./attempt-ports.ts";
import { keepDispatch, readDispatch, readSettlement } from "./dispatch-files.ts";
import { makeAttempt } from "./make-attempt.ts";
import { settleLost, settleUnstarted } from "./settle-lost.ts";
import { createTurnstile } from "./turnstile.ts";

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
  const { files } = options;
  const dispatches = createDispatches(options);
  return {
    submit: async (specs) => {
      for (const spec of specs) await dispatches.submit(spec);
    },
    async *settlements(open, signal) {
      const pending = new Map(
        open.map((id) => [id, dispatches.settlement(id).then((settlement) => ({ id, settlement }))]),
      );
      const stopped = whenAborted(signal);
      while (pending.size > 0) {
        const first = await Promise.race([stopped, ...pending.values()]);
        if (first === undefined) return;
        pending.delete(first.id);
        yield first.settlement;
      }
    },
    cancel: async (id) => await dispatches.end(id, new Error("cancelled")),
    inspect: async (id) => {
      if (dispatches.isRunning(id)) return "running";
      if ((await readSettlement(files, id)) !== null) return "settled";
      return (await readDispatch(files, id)) === null ? "unknown" : "waiting";
    },
    close: async () => await dispatches.endAll(new Error("the engine is closing")),
  };
}

interface Running {
  readonly controller: AbortController;
  readonly settlement: Promise<Settlement>;
}

/** The dispatches this pool has taken on: each once, however often it is submitted. */
function createDispatches(options: LocalWorkerPoolOptions) {
  const { files } = options;
  const turnstile = createTurnstile(options.workers);
  const taken = new Map<string, Promise<Running>>();
  const running = new Map<string, Running>();

  const submit = (spec: DispatchSpec): Promise<Running> => {
    const one = taken.get(spec.dispatch_id) ?? takeOn(spec);
    taken.set(spec.dispatch_id, one);
    return one;
  };

  const takeOn = async (spec: DispatchSpec): Promise<Running> => {
    const known = await readDispatch(files, spec.dispatch_id);
    const settled = known === null ? null : await readSettlement(files, spec.dispatch_id);
    if (settled !== null) return { controller: new AbortController(), settlement: Promise.resolve(settled) };
    if (known !== null) return start(known, () => settleLost(options, known));
    await keepDispatch(files, spec);
    return start(spec, (signal) => makeAttempt(options, spec, signal));
  };

  const start = (spec: DispatchSpec, make: (signal: AbortSignal) => Promise<Settlement>): Running => {
    const controller = new AbortController();
    const work = async (): Promise<Settlement> =>
      controller.signal.aborted ? await settleUnstarted(options, spec) : await make(controller.signal);
    const settlement = turnstile.pass(work).finally(() => running.delete(spec.dispatch_id));
    settlement.catch(() => {}); // whoever asks for the settlement gets the error; nobody may ask
    const one = { controller, settlement };
    running.set(spec.dispatch_id, one);
    return one;
  };

  const end = async (id: string, reason: Error): Promise<void> => {
    const one = running.get(id);
    one?.controller.abort(reason);
    await one?.settlement.catch(() => undefined);
  };

  return {
    submit,
    /** The settlement of a dispatch that this pool, or one before it, was asked for. */
    settlement: async (id: string): Promise<Settlement> => {
      const spec = taken.has(id) ? null : await readDispatch(files, id);
      const one = await (spec === null ? taken.get(id) : submit(spec));
      if (one === undefined) throw new Error(`nobody submitted dispatch ${id}`);
      return await one.settlement;
    },
    isRunning: (id: string): boolean => running.has(id),
    end,
    endAll: async (reason: Error): Promise<void> => {
      await Promise.all([...running.keys()].map((id) => end(id, reason)));
    },
  };
}

/** Resolves, with nothing, once the signal aborts. */
function whenAborted(signal: AbortSignal | undefined): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) resolve(undefined);
    signal?.addEventListener("abort", () => resolve(undefined), { once: true });
  });
}
