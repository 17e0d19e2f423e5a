import type { FormatName } from "@fabrikk/compiler";
import type { Config, GateCommand, RunArtifact } from "@fabrikk/state";

import { assembleArtifact } from "./assemble-artifact.ts";
import type { SourceFile } from "./decode-source.ts";
import { mergeDocuments } from "./merge-documents.ts";
import { readDocuments } from "./read-documents.ts";

/** What a run artifact is made of. */
export interface ArtifactOptions {
  /** Without it: the title of the first document that has one. */
  readonly title?: string;
  /** The documents, in the order in which their requirements are to stand. */
  readonly sources: readonly SourceFile[];
  readonly config: Config;
  /** The detected quality gate; the configuration's own wins. */
  readonly gate: readonly GateCommand[];
  /** Reads every document as this format; without it each one's is found out. */
  readonly format?: FormatName;
}

/**
 * Makes the run artifact from documents alone (FAB-INT-001, FAB-INT-004): no agent, no repository. The same documents and
 * configuration give the same bytes. `prepareArtifact` does the same, and proposes files for what names none.
 * @throws FabrikkError that names every problem with file and line (FAB-INT-007): `FABRIKK_INTAKE_SPEC_REFUSED` with
 * `details.problems`, or the code of the only problem.
 */
export function buildArtifact(options: ArtifactOptions): RunArtifact {
  const { readings, problems } = readDocuments(options.sources, options.format);
  return assembleArtifact({ ...options, readings, merged: mergeDocuments({ readings, problems }, options) });
}
