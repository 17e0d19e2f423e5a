import type { RunArtifact } from "@fabrikk/state";

import type { ArtifactProblem } from "./artifact-problem.ts";
import { dependencyGraph, type DependencyGraph } from "./dependency-graph.ts";
import { findCycles } from "./find-cycles.ts";
import type { FreeTask } from "./make-tasks.ts";

/** Requirements that need each other (FAB-PLAN-006). */
export function requirementCycles({ dependencies }: RunArtifact): readonly ArtifactProblem[] {
  const nodes = [...new Set(dependencies.flatMap(({ from, to }) => [from, to]))].toSorted();
  return findCycles(dependencyGraph(nodes, dependencies)).map((cycle) => ({
    code: "FABRIKK_COMPILER_CYCLE",
    message: `requirements depend on each other: ${[...cycle, cycle[0]].join(" -> ")}`,
    hint: "Take one `Depends on:` of the cycle away.",
  }));
}

/** Tasks that need each other although their requirements do not: each serves several. */
export function taskCycles(graph: DependencyGraph, tasks: readonly FreeTask[]): readonly ArtifactProblem[] {
  const served = new Map(tasks.map((task) => [task.id, `${task.id} (${task.requirement_ids.join(", ")})`]));
  return findCycles(graph).map((cycle) => ({
    code: "FABRIKK_COMPILER_CYCLE",
    message: `tasks depend on each other: ${[...cycle, cycle[0] ?? ""].map((id) => served.get(id) ?? id).join(" -> ")}`,
    hint: "Requirements with the same files make one task: give those of the cycle other files, or take a `Depends on:` away.",
  }));
}
