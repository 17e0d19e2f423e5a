import type { Clock } from "@fabrikk/state/ports";

interface Sleeper {
  readonly until: number;
  wake(): void;
}

/**
 * Time that passes only when everybody waits for it: then it jumps to the next sleeper. `whenIdle` says when that is: by
 * default when no promise is left to settle, because nothing else keeps a simulation busy; one that never calls makes time
 * stand still.
 */
export function createVirtualClock(whenIdle: (act: () => void) => void = setImmediate): Clock {
  const sleepers = new Set<Sleeper>();
  let now = Date.UTC(2026, 0, 1);
  let jumping = false;
  const jump = (): void => {
    jumping = false;
    const [next] = [...sleepers].toSorted((left, right) => left.until - right.until);
    if (next === undefined) return;
    now = Math.max(now, next.until);
    sleepers.delete(next);
    next.wake();
    jumpLater();
  };
  const jumpLater = (): void => {
    if (jumping || sleepers.size === 0) return;
    jumping = true;
    whenIdle(jump);
  };
  return {
    now: () => now,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const sleeper = { until: now + ms, wake: resolve };
      const abort = (): void => {
        sleepers.delete(sleeper);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", abort, { once: true });
      sleepers.add(sleeper);
      jumpLater();
      await promise.finally(() => signal?.removeEventListener("abort", abort));
    },
  };
}
