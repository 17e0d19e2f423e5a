import type { Comparison } from "./side-by-side.ts";

/** One line of the table: a ratio of two things measured side by side. */
export interface BenchLine extends Comparison {
  /** What over what. */
  readonly name: string;
  /** The unit of `subject` and `base`. */
  readonly unit: "ms" | "MiB" | "min";
}

/** What one row of the benchmark measured. */
export interface BenchRow {
  readonly lines: readonly BenchLine[];
  /** How it was measured, with every size. */
  readonly method: string;
  /** The most memory that its process ever held, MiB, and what that process was. */
  readonly peak: { readonly mib: number; readonly of: string };
}

/** The most memory this process ever held, MiB. */
export function peakMemory(): number {
  return process.resourceUsage().maxRSS / 1024;
}
