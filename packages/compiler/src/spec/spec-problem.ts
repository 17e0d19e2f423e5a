import type { ErrorCode } from "@fabrikk/state";

/** Something in a spec that its author must mend. All problems of a file are reported at once (FAB-INT-007). */
export interface SpecProblem {
  readonly code: ErrorCode;
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** One sentence that says what is wrong. */
  readonly message: string;
}
