import type { RequirementDependency } from "@fabrikk/state";

import { dependenciesBetween } from "./dependencies-between.ts";
import type { Dependency } from "./dependency-graph.ts";
import type { TaskDraft } from "./draft-tasks.ts";

/** The dependencies of requirements, as dependencies of the tasks that serve them. */
export function taskDependencies(
  tasks: readonly TaskDraft[],
  dependencies: readonly RequirementDependency[],
): readonly Dependency[] {
  const serving = new Map<string, string[]>();
  for (const task of tasks) for (const { id } of task.members) serving.set(id, [...(serving.get(id) ?? []), task.id]);
  return dependenciesBetween(dependencies, (id) => serving.has(id)).flatMap(({ from, to, pinned }) =>
    (serving.get(from) ?? []).flatMap((needing) =>
      (serving.get(to) ?? [])
        .filter((needed) => needed !== needing)
        .map((needed) => ({ from: needing, to: needed, pinned })),
    ),
  );
}
