import { Graph } from "@dagrejs/graphlib";

/** One edge: `from` needs `to` first. */
export interface Dependency {
  readonly from: string;
  readonly to: string;
  readonly pinned: boolean;
}

/**
 * Nodes with what they need, kept in graphlib. Its algorithms recurse, so it is walked iteratively; it keeps names as properties
 * of plain objects, so each is marked, and `constructor` is a name like any other.
 */
export interface DependencyGraph {
  readonly nodes: readonly string[];
  /** What a node needs, sorted. */
  readonly needs: (node: string) => readonly string[];
  /** What needs a node. */
  readonly neededBy: (node: string) => readonly string[];
  readonly isPinned: (from: string, to: string) => boolean;
}

/** Two for all edges: there are many. */
const labels = { pinned: { pinned: true }, free: { pinned: false } } as const;
const mark = (node: string): string => `:${node}`;
const unmark = (name: string): string => name.slice(1);

/** A graph of these nodes. Of two edges alike the pinned one stays. */
export function dependencyGraph(nodes: readonly string[], dependencies: readonly Dependency[]): DependencyGraph {
  const graph = new Graph<unknown, unknown, { readonly pinned: boolean }>({ directed: true });
  for (const node of nodes) graph.setNode(mark(node));
  const isPinned = (from: string, to: string): boolean =>
    graph.hasEdge(mark(to), mark(from)) && graph.edge(mark(to), mark(from)).pinned;
  for (const { from, to, pinned } of dependencies) {
    graph.setEdge(mark(to), mark(from), pinned || isPinned(from, to) ? labels.pinned : labels.free);
  }
  return {
    nodes: graph.nodes().map(unmark),
    needs: (node) => (graph.predecessors(mark(node)) ?? []).map(unmark).toSorted(),
    neededBy: (node) => (graph.successors(mark(node)) ?? []).map(unmark),
    isPinned,
  };
}
