import { sha256Hex, type RunArtifact } from "@fabrikk/state";

import type { GroupReading } from "../formats/read-specs.ts";
import type { SourceText } from "./spec-reading.ts";

/**
 * The artifact that documents make by themselves: what was read, and defaults for all that only a project can say (no quality
 * gate, scope mode expansion). For who wants a graph from a text; `@fabrikk/intake` makes the artifact of a run.
 * @param sources the documents that the reading was made from
 */
export function draftArtifact(reading: GroupReading, sources: readonly SourceText[]): RunArtifact {
  const { sentences, format } = reading;
  const unclaimed = sentences
    .filter(({ isClaimed }) => !isClaimed)
    .map(({ source, text }) => ({ source, text, reason: null }));
  return {
    schema: 1,
    title: reading.title ?? sources[0]?.file ?? "spec",
    sources: sources.map(({ file, text }) => {
      const bytes = new TextEncoder().encode(text);
      return { file, sha256: sha256Hex(bytes), bytes: bytes.length, format };
    }),
    requirements: reading.requirements,
    assumptions: reading.assumptions,
    clarifications: reading.clarifications,
    dependencies: reading.dependencies,
    risk_profile: { level: "medium", reasons: [] },
    scope_mode: "expansion",
    boundaries: reading.boundaries,
    quality_gate: [],
    routing: {},
    groupings: reading.groupings,
    deferred: reading.deferred,
    declared_waves: reading.declaredWaves,
    coverage: { sentences: sentences.length, claimed: sentences.length - unclaimed.length, unclaimed },
    findings: [],
  };
}
