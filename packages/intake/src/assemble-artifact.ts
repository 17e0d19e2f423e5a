import type { FormatName, GroupReading } from "@fabrikk/compiler";
import {
  sha256Hex,
  type Boundaries,
  type Config,
  type Coverage,
  type GateCommand,
  type PreparationFinding,
  type RunArtifact,
  type UnclaimedSentence,
} from "@fabrikk/state";

import { assumptionsOf, riskProfileOf } from "./artifact-notes.ts";
import type { SourceFile } from "./decode-source.ts";
import type { MergedReading } from "./merge-readings.ts";

/** The parts that an artifact is put together from. */
export interface ArtifactParts {
  /** Without it: the title of the first document that has one. */
  readonly title?: string | undefined;
  /** The documents, those included that no reading was made from. */
  readonly sources: readonly SourceFile[];
  readonly readings: readonly GroupReading[];
  /** The format that a person said all documents have. */
  readonly format?: FormatName | undefined;
  /** What the readings say together. */
  readonly merged: MergedReading;
  readonly config: Config;
  /** The detected quality gate; the configuration's own wins. */
  readonly gate: readonly GateCommand[];
  /** Sentences that were left out of the requirements deliberately, with the reason (FAB-INT-003). */
  readonly leftOut?: readonly UnclaimedSentence[];
  readonly findings?: readonly PreparationFinding[];
}

/** Puts the run artifact together (FAB-INT-004). Holds no time, run id or absolute path. */
export function assembleArtifact(parts: ArtifactParts): RunArtifact {
  const { merged, config, readings } = parts;
  const formats = new Map(readings.flatMap(({ format, files }) => files.map((file) => [file, format] as const)));
  const quality_gate = [...(config.quality_gate ?? parts.gate)];
  const facts = { requirements: [...merged.requirements], groupings: [...merged.groupings], quality_gate };
  return {
    schema: 2,
    title: parts.title ?? merged.title ?? nameOf(readings[0]?.files[0] ?? "spec"),
    named: {
      paths: [...new Set(parts.sources.map(({ file, folder }) => folder ?? file))],
      format: parts.format ?? null,
    },
    sources: parts.sources.flatMap(({ file, bytes }) => {
      const format = formats.get(file);
      return format === undefined ? [] : [{ file, sha256: sha256Hex(bytes), bytes: bytes.length, format }];
    }),
    ...facts,
    assumptions: [...merged.assumptions, ...assumptionsOf(facts)],
    clarifications: [...merged.clarifications],
    dependencies: [...merged.dependencies],
    risk_profile: riskProfileOf(facts.requirements),
    scope_mode: config.scope_mode,
    boundaries: joinBoundaries(config.boundaries, merged.boundaries),
    routing: {},
    deferred: [...merged.deferred],
    declared_waves: [...merged.declaredWaves],
    coverage: coverageOf(merged, parts.leftOut ?? []),
    findings: [...(parts.findings ?? [])],
  };
}

function coverageOf({ sentences }: MergedReading, leftOut: readonly UnclaimedSentence[]): Coverage {
  const reasons = new Map(leftOut.map((each) => [placeOf(each), each.reason]));
  const unclaimed = sentences
    .filter(({ isClaimed }) => !isClaimed)
    .map(({ source, text }) => ({ source, text, reason: reasons.get(placeOf({ source, text })) ?? null }));
  return { sentences: sentences.length, claimed: sentences.length - unclaimed.length, unclaimed };
}

function placeOf({ source, text }: Pick<UnclaimedSentence, "source" | "text">): string {
  return `${source.file}:${source.lines[0]}:${text}`;
}

/** The configuration's boundaries come first. */
function joinBoundaries(own: Config["boundaries"], read: Boundaries): Boundaries {
  return {
    always: [...(own.always ?? []), ...read.always],
    ask_first: [...(own.ask_first ?? []), ...read.ask_first],
    never: [...(own.never ?? []), ...read.never],
  };
}

function nameOf(file: string): string {
  return file.replace(/^.*\//, "").replace(/\.[^.]*$/, "") || file;
}
