import { canonicalJson, type Grouping, type RequirementDependency } from "@fabrikk/state";

import { parseGlob } from "../glob/parse-glob.ts";
import { dependencyGraph } from "../graph/dependency-graph.ts";
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
  const apart = inCycles(groups, dependencies);
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
function inCycles(
  groups: readonly (readonly Grouping[])[],
  dependencies: readonly RequirementDependency[],
): ReadonlySet<number> {
  if (groups.every(({ length }) => length === 1)) return new Set();
  const serving = new Map<string, Set<number>>();
  for (const [index, group] of groups.entries())
    for (const id of group.flatMap(({ requirement_ids }) => requirement_ids))
      serving.set(id, (serving.get(id) ?? new Set()).add(index));
  const edges = dependencies.flatMap(({ from, to, pinned }) =>
    [...(serving.get(from) ?? [])].flatMap((needing) =>
      [...(serving.get(to) ?? [])]
        .filter((needed) => needed !== needing)
        .map((needed) => ({ from: String(needing), to: String(needed), pinned })),
    ),
  );
  const graph = dependencyGraph(
    groups.map((_, index) => String(index)),
    edges,
  );
  const left = new Set(graph.nodes);
  peel(left, graph.needs, graph.neededBy);
  peel(left, graph.neededBy, graph.needs);
  return new Set([...left].map(Number));
}

/** Takes out, again and again, what has nothing of what is left before it. */
function peel(
  left: Set<string>,
  before: (node: string) => readonly string[],
  behind: (node: string) => readonly string[],
): void {
  const missing = new Map([...left].map((node) => [node, before(node).filter((each) => left.has(each)).length]));
  const free = [...left].filter((node) => missing.get(node) === 0);
  for (let node = free.pop(); node !== undefined; node = free.pop()) {
    left.delete(node);
    for (const next of behind(node)) {
      const count = (missing.get(next) ?? 0) - 1;
      missing.set(next, count);
      if (count === 0 && left.has(next)) free.push(next);
    }
  }
}
