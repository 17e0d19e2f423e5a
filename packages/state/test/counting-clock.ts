import type { Clock } from "@fabrikk/state/ports";

/** A clock that goes on by a millisecond whenever somebody looks at it. */
export function countingClock(start = Date.UTC(2026, 10, 20)): Clock {
  let now = start;
  return { now: () => now++, sleep: () => Promise.resolve() };
}
