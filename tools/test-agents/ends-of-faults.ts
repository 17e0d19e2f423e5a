import type { FailureClass } from "@fabrikk/state";
import type { SessionEnd } from "@fabrikk/state/ports";

import type { Fault } from "../model-stub/fault.ts";

/** The classes that a session may fail with when every request meets the fault. */
const classes: Readonly<Record<Fault, readonly FailureClass[]>> = {
  400: ["refused"],
  401: ["credential"],
  403: ["credential"],
  429: ["rate-limit"],
  500: ["overload"],
  503: ["overload"],
  529: ["overload"],
  hang: ["time-out"],
  stall: ["time-out", "cut"],
  cut: ["cut"],
};

/** Whether a session that met the fault ended as it must: never as completed, and with a name for what went wrong. */
export function endsAsItMust(fault: Fault, { outcome, failure }: SessionEnd): boolean {
  if (outcome === "limit") return isWaitedFor(fault);
  return outcome === "failed" && failure !== null && classes[fault].includes(failure);
}

/** Faults that programs wait for: a session that is ended at its limit meanwhile has survived them too. */
export function isWaitedFor(fault: Fault): boolean {
  return ![400, 401, 403].includes(Number(fault));
}
