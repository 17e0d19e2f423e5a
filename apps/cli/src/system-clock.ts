import { setTimeout } from "node:timers/promises";

import type { Clock } from "@fabrikk/state/ports";

/** The system's time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => setTimeout(ms, undefined, signal === undefined ? {} : { signal }),
};
