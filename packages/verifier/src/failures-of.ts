import type { AttemptFailure, Verdict } from "@fabrikk/state";

/** What goes back to the next worker, word for word (FAB-EXEC-009): the conditions that failed. An unknown one is not the worker's to mend. */
export function failuresOf(verdict: Verdict, attempt: number): AttemptFailure[] {
  return verdict.conditions.flatMap(({ value, code, message, next }) =>
    value === "fail" && code !== null ? [{ attempt, code, message, next }] : [],
  );
}
