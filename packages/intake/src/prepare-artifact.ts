import type { SourceNote, SourceText } from "@fabrikk/compiler";
import type { PreparationFinding, RunArtifact } from "@fabrikk/state";

import type { AskAgent } from "./ask-agent.ts";
import { assembleArtifact } from "./assemble-artifact.ts";
import type { ArtifactOptions } from "./build-artifact.ts";
import { detectGate } from "./gate/detect-gate.ts";
import { gateFindings } from "./gate-findings.ts";
import { informalFindings } from "./informal-findings.ts";
import { mergeDocuments } from "./merge-documents.ts";
import { pathFindings } from "./path-findings.ts";
import { proposeScopes } from "./propose-scopes.ts";
import { readDocuments, type DocumentReading } from "./read-documents.ts";
import { readProse } from "./read-prose.ts";
import type { RepositoryView } from "./repository-view.ts";
import { uncheckedFindings } from "./unchecked-findings.ts";

/** What preparation touches of the world. */
export interface PreparationPorts {
  readonly repository: RepositoryView;
  /** Makes requirements out of prose; null where no agent has that role. */
  readonly normalizer: AskAgent | null;
  /** Proposes groupings and files; null where no agent has that role. */
  readonly planner: AskAgent | null;
  readonly signal: AbortSignal;
}

/** What a run is prepared from. */
export interface PreparationOptions extends Omit<ArtifactOptions, "gate"> {
  /** The artifact before an edit of its documents: what an agent proposed for what did not change is taken from it (FAB-INT-009). */
  readonly previous?: RunArtifact;
}

/** A run artifact, and what each line of its documents was read as. */
export interface PreparedArtifact {
  readonly artifact: RunArtifact;
  readonly notes: readonly SourceNote[];
}

/**
 * Makes the run artifact that a person is asked to approve: documents are read, prose is normalized, what names no files is
 * given a proposal, the quality gate is found, and all is put together (FAB-INT-001..010, FAB-PLAN-010). Only the two agents are
 * asked anything, and what they answer is checked; without them the same documents, repository and configuration give the
 * same bytes.
 * @throws FabrikkError that names every problem of the documents with file and line (FAB-INT-007);
 * `FABRIKK_INTAKE_NORMALIZER_FAILED`
 */
export async function prepareArtifact(ports: PreparationPorts, options: PreparationOptions): Promise<PreparedArtifact> {
  const { previous = null, config, sources } = options;
  const documents = readDocuments(sources, options.format);
  const { readings, leftOut } = await readProse(ports, documents);
  const merged = mergeDocuments({ readings, problems: documents.problems }, options);
  const { merged: proposed, findings } = await proposeScopes(ports, merged, previous);
  const detected = config.quality_gate === undefined ? await detectGate(ports.repository) : null;
  const artifact = assembleArtifact({
    ...options,
    readings,
    merged: proposed,
    leftOut,
    gate: detected?.gate.map(({ name, command }) => ({ name, command })) ?? [],
    findings: [
      ...unreadFindings(documents),
      ...findings,
      ...informalFindings(markdownTexts(documents), merged.notes),
      ...uncheckedFindings(merged),
      ...pathFindings(proposed, ports.repository.files),
      ...(detected === null ? [] : gateFindings(detected)),
    ],
  });
  return { artifact, notes: merged.notes };
}

function markdownTexts({ readings, texts }: DocumentReading): readonly SourceText[] {
  const files = new Set(readings.filter(({ format }) => format === "markdown").flatMap((reading) => reading.files));
  return texts.filter(({ file }) => files.has(file));
}

function unreadFindings({ unread }: DocumentReading): readonly PreparationFinding[] {
  return unread.map((file) => ({
    code: "FABRIKK_INTAKE_SOURCE_UNREAD",
    message: `${file} stands in a named folder and is no part of the spec: it was not read`,
    source: null,
  }));
}
