import { sha256Hex, type RunArtifact } from "@fabrikk/state";

import { joinReadings } from "../formats/join-readings.ts";
import type { GroupReading } from "../formats/read-specs.ts";
import { matchDependencies } from "./match-dependencies.ts";
import type { SourceText } from "./spec-reading.ts";

/**
 * The artifact that documents make by themselves: what was read, and defaults for all that only a project can say (no quality
 * gate, scope mode expansion). For who wants a graph from a text; `@fabrikk/intake` makes the artifact of a run, and also tells whether two
 * documents define one id, and makes one task of what they say about the same files.
 * @param readings what `readSpecs` returned; their problems are the caller's to look at
 * @param sources the documents that they were made from, in the order in which their requirements are to stand; others are left out
 */
export function draftArtifact(readings: readonly GroupReading[], sources: readonly SourceText[]): RunArtifact {
  const formatOf = new Map(readings.flatMap(({ files, format }) => files.map((file) => [file, format] as const)));
  const reading = joinReadings(
    readings,
    sources.map(({ file }) => file),
  );
  const { sentences, requirements } = reading;
  const unclaimed = sentences
    .filter(({ isClaimed }) => !isClaimed)
    .map(({ source, text }) => ({ source, text, reason: null }));
  return {
    schema: 2,
    title: reading.title ?? sources[0]?.file ?? "spec",
    named: { paths: sources.map(({ file }) => file), format: null },
    sources: sources.flatMap(({ file, text }) => {
      const format = formatOf.get(file);
      const bytes = new TextEncoder().encode(text);
      return format === undefined ? [] : [{ file, sha256: sha256Hex(bytes), bytes: bytes.length, format }];
    }),
    requirements,
    assumptions: reading.assumptions,
    clarifications: reading.clarifications,
    dependencies: [
      ...matchDependencies(
        reading.dependencies,
        requirements.map(({ id }) => id),
      ),
    ],
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
