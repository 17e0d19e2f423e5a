import type { Contest } from "./contest-of.ts";

/** What no schedule can be shorter than. */
export interface LowerBound {
  readonly minutes: number;
  readonly because: "critical-path" | "work" | "file";
}

/**
 * The largest of three: the critical path, the total work over the workers, and the most minutes of tasks of which, because of one file,
 * no two can run at once (design, section 7).
 */
export function lowerBound(
  { criticalPath, work, workers }: { readonly criticalPath: number; readonly work: number; readonly workers: number },
  { exclusive }: Pick<Contest, "exclusive">,
): LowerBound {
  const bounds: readonly LowerBound[] = [
    { minutes: criticalPath, because: "critical-path" },
    { minutes: work / workers, because: "work" },
    { minutes: exclusive.minutes, because: "file" },
  ];
  return bounds.reduce((most, each) => (each.minutes > most.minutes ? each : most));
}
