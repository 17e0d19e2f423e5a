import { describe, expect, it } from "vitest";

import type { WorkerPool } from "../src/ports/worker-pool.ts";
import type { DispatchSpec } from "../src/records/dispatch.ts";
import type { Settlement } from "../src/records/settlement.ts";

/** A place where pools come and go, and what was started there. */
export interface WorkerPoolWorld extends AsyncDisposable {
  /** A pool as a new engine opens it; what an earlier one was asked for is remembered. */
  open(): Promise<WorkerPool>;
  /** A dispatch whose worker ends at once. */
  quick(task: string, attempt: number): DispatchSpec;
  /** A dispatch whose worker goes on until it is ended. */
  endless(task: string, attempt: number): DispatchSpec;
  /** How many workers were ever started for a dispatch. */
  started(dispatchId: string): Promise<number>;
  /** As if the engine that holds this pool had died: its workers end, and it remembers nothing more. */
  crash(pool: WorkerPool): Promise<void>;
}

/** What every worker pool keeps: one worker a dispatch, every settlement told again, nothing forgotten. */
export function workerPoolContract(name: string, make: () => Promise<WorkerPoolWorld>): void {
  describe(`worker pool: ${name}`, () => {
    it("settles every open dispatch once and then ends", async () => {
      await using world = await make();
      const pool = await world.open();
      const specs = [world.quick("one", 1), world.quick("two", 1)];
      await pool.submit(specs);
      const settled = await collect(pool, specs);
      expect(settled.map(({ dispatch_id: id }) => id).toSorted()).toEqual(
        specs.map(({ dispatch_id: id }) => id).toSorted(),
      );
      expect(settled.map(({ outcome }) => outcome)).toEqual(["succeeded", "succeeded"]);
      await pool.close();
    });

    it("starts one worker for a dispatch that is submitted twice", async () => {
      await using world = await make();
      const pool = await world.open();
      const spec = world.quick("one", 1);
      await Promise.all([pool.submit([spec]), pool.submit([spec])]);
      await pool.submit([spec]);
      await collect(pool, [spec]);
      expect(await world.started(spec.dispatch_id)).toBe(1);
      await pool.close();
    });

    it("tells a settlement again, to whoever asks and after a restart, without a second worker", async () => {
      await using world = await make();
      const spec = world.quick("one", 1);
      const first = await world.open();
      await first.submit([spec]);
      const [told] = await collect(first, [spec]);
      expect(await collect(first, [spec])).toEqual([told]);
      await first.close();
      const second = await world.open();
      await second.submit([spec]);
      expect(await collect(second, [spec])).toEqual([told]);
      expect(await world.started(spec.dispatch_id)).toBe(1);
      await second.close();
    });

    it("settles as lost what an earlier engine was doing when it died, and does not do it again", async () => {
      await using world = await make();
      const spec = world.endless("one", 1);
      const first = await world.open();
      await first.submit([spec]);
      await until(async () => (await world.started(spec.dispatch_id)) === 1);
      await world.crash(first);
      const second = await world.open();
      await second.submit([spec]);
      const [settlement] = await collect(second, [spec]);
      expect(settlement).toMatchObject({ dispatch_id: spec.dispatch_id, outcome: "lost" });
      expect(await world.started(spec.dispatch_id)).toBe(1);
      await second.close();
    });

    it("ends a dispatch that is cancelled", async () => {
      await using world = await make();
      const pool = await world.open();
      const spec = world.endless("one", 1);
      await pool.submit([spec]);
      await until(async () => (await world.started(spec.dispatch_id)) === 1);
      expect(await pool.inspect(spec.dispatch_id)).toBe("running");
      await pool.cancel(spec.dispatch_id);
      expect(await collect(pool, [spec])).toMatchObject([{ outcome: "cancelled" }]);
      expect(await pool.inspect(spec.dispatch_id)).toBe("settled");
      await pool.close();
    });

    it("knows nothing of a dispatch that nobody submitted", async () => {
      await using world = await make();
      const pool = await world.open();
      expect(await pool.inspect("run/none/1")).toBe("unknown");
      await pool.close();
    });

    it("stops telling at the signal, and ends what runs when it is closed", async () => {
      await using world = await make();
      const pool = await world.open();
      const spec = world.endless("one", 1);
      await pool.submit([spec]);
      const controller = new AbortController();
      const telling = collect(pool, [spec], controller.signal);
      controller.abort();
      expect(await telling).toEqual([]);
      await pool.close();
      expect(await pool.inspect(spec.dispatch_id)).toBe("settled");
    });
  });
}

async function collect(
  pool: WorkerPool,
  specs: readonly DispatchSpec[],
  signal?: AbortSignal,
): Promise<readonly Settlement[]> {
  const settled: Settlement[] = [];
  for await (const settlement of pool.settlements(
    specs.map(({ dispatch_id: id }) => id),
    signal,
  ))
    settled.push(settlement);
  return settled;
}

/** Waits for something that happens soon; gives up after ten seconds. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1000; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("it did not happen within ten seconds");
}
