import { canonicalJson, type Grouping, type RequirementDependency } from "@fabrikk/state";

import { parseGlob } from "../glob/parse-glob.ts";
import { inCycles } from "../graph/in-cycles.ts";
import { taskEdges } from "../graph/task-edges.ts";
import { joinGroupings } from "./join-groupings.ts";

/**
 * Groupings with the same owned files become one, in the order of their first (FAB-PLAN-004). Those that own no file stay
 * apart: nothing says that they belong together. So do those of which one must come before a third, and another after it:
 * as one task they would depend on each other.
 * @param dependencies between the requirements
 */
export function mergeGroupings(
  groupings: readonly Grouping[],
  dependencies: readonly RequirementDependency[] = [],
): Grouping[] {
  const groups: Grouping[][] = [];
  const byFiles = new Map<string, Grouping[]>();
  for (const grouping of groupings) {
    const key = filesKey(grouping);
    const known = key === null ? undefined : byFiles.get(key);
    if (known) known.push(grouping);
    else {
      const group = [grouping];
      groups.push(group);
      if (key !== null) byFiles.set(key, group);
    }
  }
  const apart = stuck(groups, dependencies);
  return groups.flatMap((group, index) => (apart.has(index) ? group : [joinGroupings(group)]));
}

function filesKey({ scope }: Grouping): string | null {
  if (scope.owned.length === 0) return null;
  const keys = scope.owned.map((text) => {
    const glob = parseGlob(text);
    return glob.problem === null ? glob.key : text;
  });
  return canonicalJson([...new Set(keys)].toSorted());
}

/** Indexes of the groups that, as one task each, would be in a cycle or between two of them. */
function stuck(
  groups: readonly (readonly Grouping[])[],
  dependencies: readonly RequirementDependency[],
): ReadonlySet<number> {
  if (groups.every(({ length }) => length === 1)) return new Set();
  const joined = groups.map((group) => ({ requirement_ids: group.flatMap((each) => each.requirement_ids) }));
  return inCycles(taskEdges(joined)(dependencies));
}
