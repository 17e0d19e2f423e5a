import type { Config } from "@fabrikk/state";

import { boundaryProblems } from "./boundary-problems.ts";
import type { SourceFile } from "./decode-source.ts";
import { mergeReadings, type MergedReading } from "./merge-readings.ts";
import type { DocumentReading } from "./read-documents.ts";
import { noRequirement, refuseSpec } from "./refuse-spec.ts";

/**
 * Puts the readings of a spec together.
 * @throws FabrikkError that names every problem of documents and boundaries at once (FAB-INT-007)
 */
export function mergeDocuments(
  { readings, problems }: Pick<DocumentReading, "readings" | "problems">,
  { sources, config }: { readonly sources: readonly SourceFile[]; readonly config: Config },
): MergedReading {
  const merged = mergeReadings(readings);
  const all = [...problems, ...merged.problems, ...boundaryProblems(config)];
  if (all.length === 0 && merged.requirements.length === 0) all.push(noRequirement(sources));
  if (all.length > 0) refuseSpec(all);
  return merged;
}
