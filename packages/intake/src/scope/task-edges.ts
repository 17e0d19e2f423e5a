import type { Grouping, RequirementDependency } from "@fabrikk/state";

import type { Edge } from "./in-cycles.ts";

/** Turns dependencies of requirements into edges between the groupings that serve them. */
export function taskEdges(
  groupings: readonly Pick<Grouping, "requirement_ids">[],
): (dependencies: readonly Pick<RequirementDependency, "from" | "to">[]) => readonly Edge[] {
  const serving = new Map<string, number[]>();
  for (const [at, { requirement_ids: ids }] of groupings.entries()) {
    for (const id of ids) serving.set(id, [...(serving.get(id) ?? []), at]);
  }
  return (dependencies) =>
    dependencies.flatMap(({ from, to }) =>
      (serving.get(from) ?? []).flatMap((needing) =>
        (serving.get(to) ?? []).filter((needed) => needed !== needing).map((needed): Edge => [needing, needed]),
      ),
    );
}
