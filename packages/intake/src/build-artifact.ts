import { matchesGlob, readSpec, type SpecProblem } from "@fabrikk/compiler";
import {
  isFabrikkError,
  sha256Hex,
  type Boundaries,
  type Config,
  type GateCommand,
  type RunArtifact,
} from "@fabrikk/state";

import { assumptionsOf, clarificationsOf, riskProfileOf } from "./artifact-notes.ts";
import { decodeSource, type SourceFile } from "./decode-source.ts";
import { mergeReadings, type FileReading } from "./merge-readings.ts";
import { refuseSpec } from "./refuse-spec.ts";

/** What a run artifact is made of. */
export interface ArtifactOptions {
  /** Without it: the title of the first document that has one. */
  readonly title?: string;
  /** The documents, in the order in which their requirements are to stand. */
  readonly sources: readonly SourceFile[];
  readonly config: Config;
  /** The detected quality gate; the configuration's own wins. */
  readonly gate: readonly GateCommand[];
}

/**
 * Makes the run artifact, ready for approval (FAB-INT-001, FAB-INT-004). Holds no time, run id or absolute path: the same
 * documents and configuration give the same bytes.
 * @throws FabrikkError that names every problem with file and line (FAB-INT-007): `FABRIKK_INTAKE_SPEC_REFUSED` with
 * `details.problems`, or the code of the only problem.
 */
export function buildArtifact({ title, sources, config, gate }: ArtifactOptions): RunArtifact {
  const { files, problems } = readAll(sources);
  const merged = mergeReadings(files);
  const all = [...problems, ...merged.problems, ...boundaryProblems(config)];
  if (all.length === 0 && merged.requirements.length === 0) all.push(noRequirement(sources));
  if (all.length > 0) refuseSpec(all);
  const quality_gate = [...(config.quality_gate ?? gate)];
  const facts = { requirements: [...merged.requirements], groupings: [...merged.groupings], quality_gate };
  return {
    schema: 1,
    title:
      title ?? files.find(({ reading }) => reading.title !== null)?.reading.title ?? nameOf(sources[0]?.file ?? "spec"),
    sources: sources.map(({ file, bytes }) => ({
      file,
      sha256: sha256Hex(bytes),
      bytes: bytes.length,
      format: "markdown",
    })),
    ...facts,
    assumptions: assumptionsOf(facts),
    clarifications: clarificationsOf(facts.requirements),
    dependencies: [...merged.dependencies],
    risk_profile: riskProfileOf(facts.requirements),
    scope_mode: config.scope_mode,
    boundaries: joinBoundaries(config.boundaries, merged.boundaries),
    routing: {},
    deferred: [],
    declared_waves: [],
    coverage: { sentences: 0, claimed: 0, unclaimed: [] },
    findings: [],
  };
}

function readAll(sources: readonly SourceFile[]): {
  readonly files: readonly FileReading[];
  readonly problems: readonly SpecProblem[];
} {
  const files: FileReading[] = [];
  const problems: SpecProblem[] = [];
  for (const source of sources) {
    const decoded = decodeSource(source);
    if ("problem" in decoded) problems.push(decoded.problem);
    else files.push({ file: source.file, reading: readSpec(source.file, decoded.text) });
  }
  return { files, problems };
}

function noRequirement(sources: readonly SourceFile[]): SpecProblem {
  const message = "no requirement was found";
  return { code: "FABRIKK_INTAKE_NO_REQUIREMENT", file: sources[0]?.file ?? "spec", line: 1, message };
}

/** The configuration's boundaries come first. */
function joinBoundaries(own: Config["boundaries"], read: Boundaries): Boundaries {
  return {
    always: [...(own.always ?? []), ...read.always],
    ask_first: [...(own.ask_first ?? []), ...read.ask_first],
    never: [...(own.never ?? []), ...read.never],
  };
}

function boundaryProblems({ boundaries }: Config): readonly SpecProblem[] {
  const paths = [boundaries.always, boundaries.ask_first, boundaries.never]
    .flatMap((list) => list ?? [])
    .flatMap((item) => item.paths);
  return paths.flatMap((path) => {
    try {
      matchesGlob(path, "a");
      return [];
    } catch (error) {
      if (!isFabrikkError(error)) throw error;
      return [{ code: error.code, file: "boundaries in the configuration", line: 1, message: error.message }];
    }
  });
}

function nameOf(file: string): string {
  return file.replace(/^.*\//, "").replace(/\.[^.]*$/, "") || file;
}
