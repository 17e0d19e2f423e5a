import type { RequirementDependency } from "@fabrikk/state";

import { dependenciesBetween } from "./dependencies-between.ts";
import type { Dependency } from "./dependency-graph.ts";
import type { TaskDraft } from "./draft-tasks.ts";
import { taskEdges } from "./task-edges.ts";

/** The dependencies of requirements, as dependencies of the tasks that serve them. */
export function taskDependencies(
  tasks: readonly TaskDraft[],
  dependencies: readonly RequirementDependency[],
): readonly Dependency[] {
  const served = tasks.map(({ members }) => ({ requirement_ids: members.map(({ id }) => id) }));
  const known = new Set(served.flatMap(({ requirement_ids }) => requirement_ids));
  const edgesOf = taskEdges(served);
  const idOf = (at: number): string => tasks[at]?.id ?? "";
  return dependenciesBetween(dependencies, (id) => known.has(id)).flatMap((each) =>
    edgesOf([each]).map(([from, to]) => ({ from: idOf(from), to: idOf(to), pinned: each.pinned })),
  );
}
