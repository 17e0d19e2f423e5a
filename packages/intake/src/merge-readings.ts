import { matchDependencies, mergeGroupings, type SpecProblem, type SpecReading } from "@fabrikk/compiler";
import {
  sha256Hex,
  type Boundaries,
  type Grouping,
  type Requirement,
  type RequirementDependency,
} from "@fabrikk/state";

/** A document and what was read from it. */
export interface FileReading {
  readonly file: string;
  readonly reading: SpecReading;
}

/** What several documents say together. */
export interface MergedReading {
  readonly requirements: readonly Requirement[];
  readonly groupings: readonly Grouping[];
  readonly dependencies: readonly RequirementDependency[];
  readonly boundaries: Boundaries;
  readonly problems: readonly SpecProblem[];
}

/** Puts documents together, in their order. Authors' ids must be told apart; ids made from content are kept apart here. */
export function mergeReadings(files: readonly FileReading[]): MergedReading {
  const distinct = withDistinctIds(files);
  const requirements = distinct.flatMap(({ reading }) => reading.requirements);
  const dependencies = matchDependencies(
    distinct.flatMap(({ reading }) => reading.dependencies),
    requirements.map(({ id }) => id),
  );
  const list = (name: keyof Boundaries) => distinct.flatMap(({ reading }) => reading.boundaries[name]);
  return {
    requirements,
    dependencies,
    groupings: mergeGroupings(distinct.flatMap(({ reading }) => reading.groupings)),
    boundaries: { always: list("always"), ask_first: list("ask_first"), never: list("never") },
    problems: [
      ...distinct.flatMap(({ reading }) => reading.problems),
      ...clashes(requirements),
      ...unknownDependencies(requirements, dependencies),
    ],
  };
}

function hasAuthorsId({ kind }: Requirement): boolean {
  return kind === "identified" || kind === "heading";
}

/** The same sentence in two documents has the same id in both: it adds its file. */
function withDistinctIds(files: readonly FileReading[]): readonly FileReading[] {
  const homes = new Map<string, Set<string>>();
  for (const { file, reading } of files) {
    for (const { id } of reading.requirements) homes.set(id, (homes.get(id) ?? new Set()).add(file));
  }
  return files.map(({ file, reading }) => {
    const renamed = new Map(
      reading.requirements
        .filter((requirement) => !hasAuthorsId(requirement) && (homes.get(requirement.id)?.size ?? 0) > 1)
        .map(({ id }) => [id, `R-${sha256Hex(`${id}\n${file}`).slice(0, 10)}`]),
    );
    const now = (id: string): string => renamed.get(id) ?? id;
    return {
      file,
      reading: {
        ...reading,
        requirements: reading.requirements.map((requirement) => ({ ...requirement, id: now(requirement.id) })),
        groupings: reading.groupings.map((grouping) => ({
          ...grouping,
          requirement_ids: grouping.requirement_ids.map(now),
        })),
        dependencies: reading.dependencies.map((each) => ({ ...each, from: now(each.from), to: now(each.to) })),
      },
    };
  });
}

/** One id in two documents: a contradiction, or the same said twice. Within one document the compiler has told it already. */
function clashes(requirements: readonly Requirement[]): readonly SpecProblem[] {
  const first = new Map<string, Requirement>();
  const problems: SpecProblem[] = [];
  for (const requirement of requirements) {
    const { id, text, source } = requirement;
    const known = first.get(id);
    if (known === undefined) first.set(id, requirement);
    else if (known.source.file !== source.file) {
      const place = `${known.source.file}:${known.source.lines[0]}`;
      const isSame = known.text === text;
      problems.push({
        code: isSame ? "FABRIKK_INTAKE_ID_DUPLICATE" : "FABRIKK_INTAKE_ID_CONTRADICTION",
        file: source.file,
        line: source.lines[0],
        message: isSame
          ? `the requirement ${id} stands in ${place} too`
          : `the id ${id} means something else in ${place}`,
      });
    }
  }
  return problems;
}

function unknownDependencies(
  requirements: readonly Requirement[],
  dependencies: readonly RequirementDependency[],
): readonly SpecProblem[] {
  const sources = new Map(requirements.map(({ id, source }) => [id, source]));
  return dependencies
    .filter(({ to }) => !sources.has(to))
    .map(({ from, to }) => {
      const { file = "", lines = [1] } = sources.get(from) ?? {};
      const alike = [...sources.keys()].filter((id) => id.toLowerCase() === to.toLowerCase());
      return {
        code: "FABRIKK_INTAKE_DEPENDENCY_UNKNOWN",
        file,
        line: lines[0],
        message: `${from} depends on ${to}, and there is no such requirement${alike.length > 0 ? `: is it ${alike.join(" or ")}?` : ""}`,
      };
    });
}
