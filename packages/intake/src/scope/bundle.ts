/** A grouping that names no files, and what was found for it. */
export interface Candidate {
  /** Its place in the list of groupings. */
  readonly at: number;
  readonly requirements: number;
  /** Files to own, sorted; empty where nothing was found. */
  readonly files: readonly string[];
}

/** Candidates that become one task, in the order of their places. */
export type Bundle = readonly Candidate[];

/** All files of a bundle, sorted. */
export function bundleFiles(bundle: Bundle): readonly string[] {
  return [...new Set(bundle.flatMap(({ files }) => files))].toSorted();
}
