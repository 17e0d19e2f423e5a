import { z } from "zod";

/**
 * Why an agent's session failed, as far as the agent's own reports tell: `credential`: none, a wrong or an expired one;
 * `rate-limit`, `overload`: the provider said so; `time-out`: the provider did not answer in the agent's time; `cut`: the
 * connection broke or was never made; `refused`: the provider refused the request; `configuration`: an unknown model,
 * session or flag; `crashed`: the program died; `no-answer`: it ended without the event that says how.
 */
export const FailureClass = z.enum([
  "credential",
  "rate-limit",
  "overload",
  "time-out",
  "cut",
  "refused",
  "configuration",
  "crashed",
  "no-answer",
  "other",
]);
export type FailureClass = z.infer<typeof FailureClass>;

/** Provider trouble that passes by itself (FAB-EXEC-011): the same call may succeed later. */
export function isTransient(failure: FailureClass): boolean {
  return transient.has(failure);
}

const transient: ReadonlySet<FailureClass> = new Set(["rate-limit", "overload", "time-out", "cut"]);
