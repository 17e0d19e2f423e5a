import type { Requirement, RunArtifact } from "@fabrikk/state";

import type { ArtifactProblem } from "./artifact-problem.ts";
import { dependencyGraph, type DependencyGraph } from "./dependency-graph.ts";
import { findCycles } from "./find-cycles.ts";
import type { FreeTask } from "./make-tasks.ts";

/** Requirements that need each other (FAB-PLAN-006). */
export function requirementCycles({ dependencies, requirements }: RunArtifact): readonly ArtifactProblem[] {
  const nodes = [...new Set(dependencies.flatMap(({ from, to }) => [from, to]))].toSorted();
  return findCycles(dependencyGraph(nodes, dependencies)).map((cycle) => ({
    code: "FABRIKK_COMPILER_CYCLE",
    message: `requirements depend on each other: ${[...cycle, cycle[0]].join(" -> ")}${placesText(requirements, cycle)}`,
    hint: "Take one `Depends on:` of the cycle away.",
    ...placeOf(requirements, cycle),
  }));
}

/** Tasks that need each other although their requirements do not: each serves several. */
export function taskCycles(
  graph: DependencyGraph,
  tasks: readonly FreeTask[],
  { requirements }: RunArtifact,
): readonly ArtifactProblem[] {
  const served = new Map(tasks.map((task) => [task.id, task.requirement_ids]));
  const named = (id: string): string => `${id} (${(served.get(id) ?? []).join(", ")})`;
  return findCycles(graph).map((cycle) => {
    const firsts = cycle.flatMap((id) => served.get(id)?.slice(0, 1) ?? []);
    return {
      code: "FABRIKK_COMPILER_CYCLE",
      message: `tasks depend on each other: ${[...cycle, cycle[0] ?? ""].map(named).join(" -> ")}${placesText(requirements, firsts)}`,
      hint: "Requirements with the same files make one task: give those of the cycle other files, or take a `Depends on:` away.",
      ...placeOf(requirements, firsts),
    };
  });
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
