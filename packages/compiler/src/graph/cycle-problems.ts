import type { Requirement, RunArtifact } from "@fabrikk/state";

import type { ArtifactProblem } from "./artifact-problem.ts";
import type { DependencyGraph } from "./dependency-graph.ts";
import type { TaskDraft } from "./draft-tasks.ts";
import { findCycles, type CycleGraph } from "./find-cycles.ts";

/** Requirements that need each other (FAB-PLAN-006), each cycle as their ids. */
export function requirementCycles({ dependencies }: RunArtifact): readonly (readonly string[])[] {
  return findCycles(requirementGraph(dependencies));
}

/** As lists: there may be many, and nothing else is asked of them. */
function requirementGraph(dependencies: RunArtifact["dependencies"]): CycleGraph {
  const links = new Map<string, { readonly needs: string[]; readonly neededBy: string[] }>();
  const linksOf = (id: string) => {
    const known = links.get(id) ?? { needs: [], neededBy: [] };
    links.set(id, known);
    return known;
  };
  for (const { from, to } of dependencies) {
    linksOf(from).needs.push(to);
    linksOf(to).neededBy.push(from);
  }
  return {
    nodes: [...links.keys()],
    needs: (id) => linksOf(id).needs.toSorted(),
    neededBy: (id) => linksOf(id).neededBy,
  };
}

/**
 * Cycles of requirements, and cycles of tasks whose requirements have none: each serves several.
 * @param cycles of the requirements
 */
export function cycleProblems(
  cycles: readonly (readonly string[])[],
  { graph, tasks }: { readonly graph: DependencyGraph; readonly tasks: readonly TaskDraft[] },
  { requirements }: RunArtifact,
): readonly ArtifactProblem[] {
  const told = new Set(cycles.flat());
  const served = new Map(tasks.map(({ id, members }) => [id, members.map((member) => member.id)]));
  const named = (id: string): string => `${id} (${(served.get(id) ?? []).join(", ")})`;
  const ofTasks = findCycles(graph).filter(
    (cycle) => !cycle.some((id) => served.get(id)?.some((each) => told.has(each))),
  );
  return [
    ...cycles.map((cycle) => ({
      code: "FABRIKK_COMPILER_CYCLE" as const,
      message: `requirements depend on each other: ${[...cycle, cycle[0]].join(" -> ")}${placesText(requirements, cycle)}`,
      hint: "Take one `Depends on:` of the cycle away.",
      ...placeOf(requirements, cycle),
    })),
    ...ofTasks.map((cycle) => {
      const firsts = cycle.flatMap((id) => served.get(id)?.slice(0, 1) ?? []);
      return {
        code: "FABRIKK_COMPILER_CYCLE" as const,
        message: `tasks depend on each other: ${[...cycle, cycle[0] ?? ""].map(named).join(" -> ")}${placesText(requirements, firsts)}`,
        hint: "Requirements with the same files make one task: give those of the cycle other files, or take a `Depends on:` away.",
        ...placeOf(requirements, firsts),
      };
    }),
  ];
}

/** Most places that a message names. */
const mostPlaces = 5;

function placesText(requirements: readonly Requirement[], ids: readonly string[]): string {
  const sources = new Map(requirements.map(({ id, source }) => [id, source]));
  const places = ids.slice(0, mostPlaces).flatMap((id) => {
    const source = sources.get(id);
    return source === undefined ? [] : [`${id} at ${source.file}:${source.lines[0]}`];
  });
  return places.length === 0 ? "" : ` (${places.join(", ")}${ids.length > mostPlaces ? ", and more" : ""})`;
}

function placeOf(requirements: readonly Requirement[], [first]: readonly string[]): Pick<ArtifactProblem, "place"> {
  const source = requirements.find(({ id }) => id === first)?.source;
  return source === undefined ? {} : { place: { file: source.file, line: source.lines[0] } };
}
