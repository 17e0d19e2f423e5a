import type { TaskGraph } from "@fabrikk/state";

import { isTestFile } from "../scope/is-test-file.ts";

/** Conflicts of the same tasks as one, with all their resources: sources before tests. */
export function groupConflicts(
  conflicts: TaskGraph["conflicts"],
): readonly { readonly resources: readonly string[]; readonly tasks: readonly string[] }[] {
  const groups = new Map<string, { resources: string[]; tasks: readonly string[] }>();
  for (const { resource, tasks } of conflicts) {
    const known = groups.get(tasks.join());
    if (known === undefined) groups.set(tasks.join(), { resources: [resource], tasks });
    else known.resources.push(resource);
  }
  return [...groups.values()].map(({ resources, tasks }) => ({
    resources: resources.toSorted((a, b) => Number(isTestFile(a)) - Number(isTestFile(b)) || (a < b ? -1 : 1)),
    tasks,
  }));
}
