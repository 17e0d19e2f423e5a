import {
  contentId,
  isContentId,
  matchDependencies,
  mergeGroupings,
  type FormatName,
  type GroupReading,
  type NormativeSentence,
  type SourceNote,
  type SpecProblem,
} from "@fabrikk/compiler";
import {
  type Boundaries,
  type Clarification,
  type DeclaredWaves,
  type Deferral,
  type Grouping,
  type Requirement,
  type RequirementDependency,
} from "@fabrikk/state";

/** What several documents say together. */
export interface MergedReading {
  readonly title: string | null;
  readonly requirements: readonly Requirement[];
  readonly groupings: readonly Grouping[];
  readonly dependencies: readonly RequirementDependency[];
  readonly boundaries: Boundaries;
  readonly clarifications: readonly Clarification[];
  readonly deferred: readonly Deferral[];
  readonly declaredWaves: readonly DeclaredWaves[];
  readonly assumptions: readonly string[];
  readonly sentences: readonly NormativeSentence[];
  readonly notes: readonly SourceNote[];
  readonly problems: readonly SpecProblem[];
}

/** Puts documents together, in their order. Authors' ids must be told apart; ids made from content are kept apart here. */
export function mergeReadings(readings: readonly GroupReading[]): MergedReading {
  const distinct = withDistinctIds(readings);
  const requirements = distinct.flatMap((reading) => reading.requirements);
  const dependencies = matchDependencies(
    distinct.flatMap((reading) => reading.dependencies),
    requirements.map(({ id }) => id),
  );
  const list = (name: keyof Boundaries) => distinct.flatMap(({ boundaries }) => boundaries[name]);
  return {
    title: distinct.find(({ title }) => title !== null)?.title ?? null,
    requirements,
    dependencies,
    groupings: groupingsOf(distinct, dependencies),
    boundaries: { always: list("always"), ask_first: list("ask_first"), never: list("never") },
    clarifications: distinct.flatMap(({ clarifications }) => clarifications),
    deferred: distinct.flatMap(({ deferred }) => deferred),
    declaredWaves: distinct.flatMap(({ declaredWaves }) => declaredWaves),
    assumptions: [...new Set(distinct.flatMap(({ assumptions }) => assumptions))],
    sentences: distinct.flatMap(({ sentences }) => sentences),
    notes: distinct.flatMap(({ notes }) => notes),
    problems: [
      ...distinct.flatMap(({ problems }) => problems),
      ...clashes(requirements),
      ...unknownDependencies(requirements, dependencies),
    ],
  };
}

/** Formats whose groupings follow from the files that requirements name; the others declare their own, and keep them apart. */
const groupedByFiles: ReadonlySet<FormatName> = new Set(["markdown", "text", "gherkin", "list"]);

function groupingsOf(
  readings: readonly GroupReading[],
  dependencies: readonly RequirementDependency[],
): readonly Grouping[] {
  const of = (isByFiles: boolean) =>
    readings.filter(({ format }) => groupedByFiles.has(format) === isByFiles).flatMap(({ groupings }) => groupings);
  return [...mergeGroupings(of(true), dependencies), ...of(false)];
}

/** The same sentence in two documents has the same id in both: it adds its file. */
function withDistinctIds(readings: readonly GroupReading[]): readonly GroupReading[] {
  const homes = new Map<string, Set<string>>();
  for (const { id, source } of readings.flatMap(({ requirements }) => requirements))
    homes.set(id, (homes.get(id) ?? new Set()).add(source.file));
  return readings.map((reading) => {
    const renamed = new Map(
      reading.requirements
        .filter(({ id }) => isContentId(id) && (homes.get(id)?.size ?? 0) > 1)
        .map(({ id, source }) => [id, contentId([id, source.file])]),
    );
    if (renamed.size === 0) return reading;
    const now = (id: string): string => renamed.get(id) ?? id;
    return {
      ...reading,
      requirements: reading.requirements.map((requirement) => ({ ...requirement, id: now(requirement.id) })),
      groupings: reading.groupings.map((grouping) => ({
        ...grouping,
        requirement_ids: grouping.requirement_ids.map(now),
      })),
      dependencies: reading.dependencies.map((each) => ({ ...each, from: now(each.from), to: now(each.to) })),
      notes: reading.notes.map((note) =>
        note.requirement === null ? note : { ...note, requirement: now(note.requirement) },
      ),
      deferred: reading.deferred.map((each) => ({ ...each, requirement_id: now(each.requirement_id) })),
      declaredWaves: reading.declaredWaves.map(({ file, waves }) => ({
        file,
        waves: waves.map((wave) => wave.map(now)),
      })),
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
  const folded = Map.groupBy(sources.keys(), (id) => id.toLowerCase());
  return dependencies
    .filter(({ to }) => !sources.has(to))
    .map(({ from, to }) => {
      const { file = "", lines = [1] } = sources.get(from) ?? {};
      const alike = folded.get(to.toLowerCase()) ?? [];
      return {
        code: "FABRIKK_INTAKE_DEPENDENCY_UNKNOWN",
        file,
        line: lines[0],
        message: `${from} depends on ${to}, and there is no such requirement${alike.length > 0 ? `: is it ${alike.join(" or ")}?` : ""}`,
      };
    });
}
