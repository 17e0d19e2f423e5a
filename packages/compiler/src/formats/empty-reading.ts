import type { SpecProblem } from "../spec/spec-problem.ts";
import type { SpecReading } from "../spec/spec-reading.ts";

/** The reading of documents that cannot be read for these reasons. */
export function emptyReading(problems: readonly SpecProblem[]): SpecReading {
  return {
    title: null,
    requirements: [],
    groupings: [],
    dependencies: [],
    boundaries: { always: [], ask_first: [], never: [] },
    clarifications: [],
    deferred: [],
    declaredWaves: [],
    assumptions: [],
    sentences: [],
    notes: [],
    problems: [...problems],
  };
}
