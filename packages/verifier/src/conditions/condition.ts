import type { Condition, ErrorCode } from "@fabrikk/state";

/** What {@link notPassed} needs. */
interface Refusal {
  readonly value: "fail" | "unknown";
  readonly code: ErrorCode;
  readonly message: string;
  /** The next action, for the worker or for a person. */
  readonly next: string;
  readonly evidence?: readonly string[];
}

/** A condition that holds. */
export function passed(condition: string, evidence: readonly string[] = []): Condition {
  return { condition, value: "pass", code: null, message: "", evidence: [...evidence], next: null };
}

/** A condition that does not hold, or of which nothing is known. */
export function notPassed(condition: string, refusal: Refusal): Condition {
  const { value, code, message, next, evidence = [] } = refusal;
  return { condition, value, code, message, evidence: [...evidence], next };
}
