import type { Grouping, RequirementDependency } from "@fabrikk/state";

/** `from` needs `to` first: places in a list of tasks. */
export type TaskEdge = readonly [from: number, to: number];

/**
 * Turns dependencies of requirements into edges between the tasks, or groupings, that serve them. One that serves both ends needs
 * nothing by them, and a requirement that nobody serves gives no edge.
 */
export function taskEdges(
  tasks: readonly Pick<Grouping, "requirement_ids">[],
): (dependencies: readonly Pick<RequirementDependency, "from" | "to">[]) => readonly TaskEdge[] {
  const serving = new Map<string, number[]>();
  for (const [at, { requirement_ids: ids }] of tasks.entries()) {
    for (const id of new Set(ids)) {
      const known = serving.get(id);
      if (known === undefined) serving.set(id, [at]);
      else known.push(at);
    }
  }
  const served = (id: string): readonly number[] => serving.get(id) ?? [];
  return (dependencies) =>
    dependencies.flatMap(({ from, to }) =>
      served(from).flatMap((needing) =>
        served(to)
          .filter((needed) => needed !== needing)
          .map((needed): TaskEdge => [needing, needed]),
      ),
    );
}
