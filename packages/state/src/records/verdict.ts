import { z } from "zod";

import { Value } from "./evidence.ts";

/** One condition of a gate or a verification: its value, why, and what to do about it. */
export const Condition = z.strictObject({
  condition: z.string().min(1),
  value: Value,
  /** `FABRIKK_<PACKAGE>_<WHAT>` where the value is not `pass`. */
  code: z.string().startsWith("FABRIKK_").nullable(),
  message: z.string(),
  evidence: z.array(z.string()),
  next: z.string().nullable(),
});
export type Condition = z.infer<typeof Condition>;

/** pass, warn, fail or unknown, computed from evidence and findings. Holds no time and no free text of an agent. */
export const Verdict = z.strictObject({ value: Value, conditions: z.array(Condition) });
export type Verdict = z.infer<typeof Verdict>;

/** A verdict from its conditions: any fail is fail, else any unknown is unknown, else any warn is warn, else pass. An empty list is unknown: nothing was looked at. */
export function verdictOf(conditions: readonly Condition[]): Verdict {
  const values = new Set(conditions.map((condition) => condition.value));
  const value: Value = values.has("fail")
    ? "fail"
    : values.has("unknown") || values.size === 0
      ? "unknown"
      : values.has("warn")
        ? "warn"
        : "pass";
  return { value, conditions: [...conditions] };
}
