/** `from` needs `to`: numbers of nodes. */
export type Edge = readonly [from: number, to: number];

/**
 * The nodes that are in a cycle, or on a way from one cycle to another: what is left when nodes that need nothing, and nodes that
 * nothing needs, are taken away again and again.
 */
export function inCycles(edges: readonly Edge[]): ReadonlySet<number> {
  const forward = peel(edges);
  return peel(edges.filter(([from, to]) => forward.has(from) && forward.has(to)).map(([from, to]) => [to, from]));
}

/** What remains without the nodes that need nothing that remains. */
function peel(edges: readonly Edge[]): ReadonlySet<number> {
  const left = new Set(edges.flat());
  const needs = new Map<number, number>();
  const neededBy = Map.groupBy(edges, ([, to]) => to);
  for (const [from] of edges) needs.set(from, (needs.get(from) ?? 0) + 1);
  const free = [...left].filter((node) => !needs.has(node));
  for (let node = free.pop(); node !== undefined; node = free.pop()) {
    left.delete(node);
    for (const [from] of neededBy.get(node) ?? []) {
      const count = (needs.get(from) ?? 0) - 1;
      needs.set(from, count);
      if (count === 0) free.push(from);
    }
  }
  return left;
}
