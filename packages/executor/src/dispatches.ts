import type { DispatchSpec, Settlement } from "@fabrikk/state";

import type { AttemptPorts } from "./attempt-ports.ts";
import { keepDispatch, readDispatch, readSettlement } from "./dispatch-files.ts";
import { makeAttempt } from "./make-attempt.ts";
import { settleLost, settleUnstarted } from "./settle-lost.ts";
import { createTurnstile, type Turnstile } from "./turnstile.ts";

interface Dispatch {
  readonly controller: AbortController;
  readonly settlement: Promise<Settlement>;
}

/** The dispatches that one pool has taken on, each once, however often it is submitted. */
export class Dispatches {
  readonly #ports: AttemptPorts;
  readonly #turnstile: Turnstile;
  readonly #taken = new Map<string, Promise<Dispatch>>();
  readonly #atWork = new Set<string>();
  #closed: Error | null = null;

  constructor(ports: AttemptPorts, workers: number) {
    this.#ports = ports;
    this.#turnstile = createTurnstile(workers);
  }

  /** Resolves once the dispatch is kept; its worker starts when there is a place. */
  submit(spec: DispatchSpec): Promise<Dispatch> {
    const dispatch = this.#taken.get(spec.dispatch_id) ?? this.#takeOn(spec);
    this.#taken.set(spec.dispatch_id, dispatch);
    return dispatch;
  }

  /** The settlement of a dispatch that this pool, or one before it, was asked for. */
  async settlement(id: string): Promise<Settlement> {
    const spec = this.#taken.has(id) ? null : await readDispatch(this.#ports.files, id);
    const dispatch = await (spec === null ? this.#taken.get(id) : this.submit(spec));
    if (dispatch === undefined) throw new Error(`nobody submitted dispatch ${id}`);
    return await dispatch.settlement;
  }

  isAtWork(id: string): boolean {
    return this.#atWork.has(id);
  }

  async end(id: string, reason: Error): Promise<void> {
    const dispatch = await this.#taken.get(id);
    dispatch?.controller.abort(reason);
    await dispatch?.settlement.catch(() => undefined);
  }

  /** Ends all there is, and starts nothing more. */
  async close(reason: Error): Promise<void> {
    this.#closed = reason;
    await Promise.allSettled([...this.#taken.keys()].map((id) => this.end(id, reason)));
  }

  async #takeOn(spec: DispatchSpec): Promise<Dispatch> {
    if (this.#closed !== null) throw this.#closed;
    const { files } = this.#ports;
    const known = await readDispatch(files, spec.dispatch_id);
    const settled = known === null ? null : await readSettlement(files, spec.dispatch_id);
    if (settled !== null) return { controller: new AbortController(), settlement: Promise.resolve(settled) };
    if (known !== null) return this.#start(known, () => settleLost(this.#ports, known));
    await keepDispatch(files, spec);
    return this.#start(spec, (signal) => makeAttempt(this.#ports, spec, signal));
  }

  #start(spec: DispatchSpec, make: (signal: AbortSignal) => Promise<Settlement>): Dispatch {
    const controller = new AbortController();
    if (this.#closed !== null) controller.abort(this.#closed);
    const settlement = this.#turnstile.pass(async () => {
      if (controller.signal.aborted) return await settleUnstarted(this.#ports, spec);
      this.#atWork.add(spec.dispatch_id);
      return await make(controller.signal).finally(() => this.#atWork.delete(spec.dispatch_id));
    });
    settlement.catch(() => {}); // whoever asks for the settlement gets the error; nobody may ask
    return { controller, settlement };
  }
}
