import type { RequirementDependency } from "@fabrikk/state";

import type { Dependency } from "./dependency-graph.ts";
import type { FreeTask } from "./make-tasks.ts";

/** The dependencies of requirements, as dependencies of the tasks that serve them. */
export function taskDependencies(
  tasks: readonly FreeTask[],
  dependencies: readonly RequirementDependency[],
): readonly Dependency[] {
  const serving = new Map<string, string[]>();
  for (const task of tasks)
    for (const id of task.requirement_ids) serving.set(id, [...(serving.get(id) ?? []), task.id]);
  return dependencies.flatMap(({ from, to, pinned }) =>
    (serving.get(from) ?? []).flatMap((needing) =>
      (serving.get(to) ?? [])
        .filter((needed) => needed !== needing)
        .map((needed) => ({ from: needing, to: needed, pinned })),
    ),
  );
}
