import type { CostBand } from "./cost-band.ts";
import type { LowerBound } from "./lower-bound.ts";
import type { PricedFile } from "./price-hot-files.ts";
import type { WorstCase } from "./worst-case.ts";

/** What is known about a plan before anything is spent (FAB-TOP-005). Durations are minutes. Printed as JSON as it is. */
export interface PlanCertificate {
  readonly tasks: number;
  readonly waves: number;
  /** Tasks in the widest wave. */
  readonly width: number;
  readonly workers: number;
  /** The schedule of the run; hot files are priced for it. */
  readonly schedule: "waves" | "continuous";
  /** The shortest and the longest duration that is stated for a task. */
  readonly minutes_a_task: { readonly low: number; readonly high: number };
  /** The longest chain of tasks that need each other, the first to run first. */
  readonly critical_path: { readonly tasks: readonly string[]; readonly minutes: number };
  /** All tasks together. */
  readonly work: number;
  /** No schedule is shorter; with the glob where a file says so. */
  readonly lower_bound: LowerBound & { readonly file: string | null };
  /** The makespan of each schedule, with the longest remaining path first, without retries and without waiting for integration. */
  readonly predicted: { readonly waves: number; readonly continuous: number };
  /** No makespan is longer, for the stated durations, without retries and without waiting for integration, which takes one task at a time. */
  readonly worst_case: { readonly waves: WorstCase; readonly continuous: WorstCase };
  readonly cost: CostBand;
  /** The hot files with the most tasks, the dearest first. */
  readonly hot_files: readonly PricedFile[];
  /** How many more there are. */
  readonly hot_files_unpriced: number;
}
