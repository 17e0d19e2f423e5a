import type { RunArtifact } from "@fabrikk/state";

import { parseGlob } from "../glob/parse-glob.ts";
import { isReservedGlob, reservedFiles } from "../scope/is-reserved-glob.ts";
import type { ArtifactProblem } from "./artifact-problem.ts";

/** What is wrong with the ids, deferrals, dependencies and globs of an artifact. */
export function artifactProblems(artifact: RunArtifact): readonly ArtifactProblem[] {
  const known = new Set(artifact.requirements.map(({ id }) => id));
  return [
    ...uncovered(artifact),
    ...strangers(artifact, known),
    ...unknownDependencies(artifact, known),
    ...brokenGlobs(artifact),
    ...reservedGlobs(artifact),
  ];
}

/** FAB-PLAN-003: what no task covers, other than what a person deferred. */
function uncovered({ requirements, groupings, deferred }: RunArtifact): readonly ArtifactProblem[] {
  const covered = new Set(groupings.flatMap(({ requirement_ids }) => requirement_ids));
  for (const { requirement_id } of deferred) covered.add(requirement_id);
  return requirements
    .filter(({ id }) => !covered.has(id))
    .map(({ id, source }) => ({
      code: "FABRIKK_COMPILER_UNCOVERED",
      message: `no task covers the requirement ${id} (${source.file}:${source.lines[0]})`,
      hint: "Name it in a grouping of the run artifact, or have a person defer it with a reason.",
      place: { file: source.file, line: source.lines[0] },
    }));
}

/** Groupings and deferrals of requirements that do not exist. */
function strangers({ groupings, deferred }: RunArtifact, known: ReadonlySet<string>): readonly ArtifactProblem[] {
  const named = [
    ...groupings.flatMap(({ title, requirement_ids }) =>
      requirement_ids.map((id) => ({ id, by: `the grouping "${title}" names` })),
    ),
    ...deferred.map(({ requirement_id }) => ({ id: requirement_id, by: "a person deferred" })),
  ];
  return named
    .filter(({ id }) => !known.has(id))
    .map(({ id, by }) => ({
      code: "FABRIKK_COMPILER_REQUIREMENT_UNKNOWN" as const,
      message: `${by} the requirement ${id}, which does not exist`,
      hint: "Name requirements of the run artifact only.",
    }));
}

function unknownDependencies(
  { dependencies, requirements }: RunArtifact,
  known: ReadonlySet<string>,
): readonly ArtifactProblem[] {
  const source = new Map(requirements.map((requirement) => [requirement.id, requirement.source]));
  return dependencies.flatMap(({ from, to }) =>
    [from, to]
      .filter((id) => !known.has(id))
      .map((id) => {
        const place = source.get(from);
        return {
          code: "FABRIKK_COMPILER_DEPENDENCY_UNKNOWN" as const,
          message: `${from}${place ? ` (${place.file}:${place.lines[0]})` : ""} depends on ${to}, and there is no requirement ${id}`,
          hint: "Name ids of requirements after `Depends on:`.",
          ...(place ? { place: { file: place.file, line: place.lines[0] } } : {}),
        };
      }),
  );
}

function brokenGlobs({ groupings }: RunArtifact): readonly ArtifactProblem[] {
  return groupings.flatMap(({ requirement_ids, scope }) =>
    [...scope.owned, ...scope.read_only, ...scope.shared].flatMap((text) => {
      const glob = parseGlob(text);
      if (glob.problem === null) return [];
      const { code, message } = glob.problem;
      return [
        {
          code,
          message: `${requirement_ids.join(", ")}: ${message}`,
          hint: "Write globs relative to the repository's root, with / between folders.",
        },
      ];
    }),
  );
}

/** What steers a run comes from its base, so nothing may own it (design, section 5). */
function reservedGlobs({ groupings }: RunArtifact): readonly ArtifactProblem[] {
  return groupings.flatMap(({ requirement_ids, scope }) =>
    [...scope.owned, ...scope.shared]
      .filter((text) => parseGlob(text).problem === null && isReservedGlob(text))
      .map((text) => ({
        code: "FABRIKK_COMPILER_GLOB_RESERVED" as const,
        message: `${requirement_ids.join(", ")}: no task may change "${text}": ${reservedFiles}`,
        hint: "Take it out of `Files:` or `Shared:`.",
      })),
  );
}
