import type { Verdict } from "@fabrikk/state";

/**
 * Thrown inside a step whose verdict is unknown: nothing is recorded as its output, the run pauses, and the step measures
 * again once a person has mended the cause (design, section 5: unknown never passes and is never held against a worker).
 */
export class PersonNeeded extends Error {
  constructor(subject: string, verdict: Verdict) {
    const unknown = verdict.conditions.filter(({ value }) => value === "unknown");
    super(
      `${subject} cannot be judged: ${unknown.map(({ code, message, next }) => `${code ?? ""} ${message}${next === null ? "" : ` (${next})`}`.trim()).join("; ")}`,
    );
    this.name = "PersonNeeded";
  }
}
