import type { DependencyGraph } from "./dependency-graph.ts";
import { withoutStartable } from "./without-startable.ts";

/** What is looked at of a graph. */
export type CycleGraph = Pick<DependencyGraph, "nodes" | "needs" | "neededBy">;

/**
 * Cycles of a graph, so many that each node which can never start is behind or in one of them; each as the nodes in the order
 * "needs", starting with the smallest. Walks iteratively: chains may be long.
 */
export function findCycles(graph: CycleGraph): readonly (readonly string[])[] {
  const left = withoutStartable(graph, new Set(graph.nodes));
  const cycles: string[][] = [];
  while (left.size > 0) {
    const cycle = walkToCycle(graph, left);
    cycles.push(cycle);
    for (const node of cycle) left.delete(node);
    withoutStartable(graph, left);
  }
  return cycles;
}

/** Every node that is left needs another one that is left: following them leads into a cycle. */
function walkToCycle(graph: CycleGraph, left: ReadonlySet<string>): string[] {
  const at = new Map<string, number>();
  const path: string[] = [];
  let node = [...left].reduce((least, each) => (each < least ? each : least));
  while (!at.has(node)) {
    at.set(node, path.length);
    path.push(node);
    node = graph.needs(node).find((need) => left.has(need)) ?? node;
  }
  const cycle = path.slice(at.get(node));
  const least = cycle.indexOf(cycle.reduce((a, b) => (b < a ? b : a)));
  return [...cycle.slice(least), ...cycle.slice(0, least)];
}
