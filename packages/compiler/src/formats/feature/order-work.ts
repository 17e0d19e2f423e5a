import { dependencyGraph, type Dependency } from "../../graph/dependency-graph.ts";
import { findCycles } from "../../graph/find-cycles.ts";
import type { WorkEntry } from "./spec-entry.ts";

/** One edge of an order: `from` comes after `to`. */
export interface OrderEdge extends Dependency {
  /** Did the author write it down? What the format only implies gives way where the author says otherwise. */
  readonly isWritten: boolean;
}

/** Most edges between two sets that each come after all of the other: 100 pieces of work after 100. */
const mostEdges = 10_000;

/** All of the first come after all of the second. Where that would be too many edges, one of the first comes before the others. */
export function allAfter(
  later: readonly string[],
  earlier: readonly string[],
  edge: Pick<OrderEdge, "pinned" | "isWritten">,
): readonly OrderEdge[] {
  const [first, ...others] = later;
  if (first === undefined) return [];
  const edges = (from: string, needed: readonly string[]) => needed.map((to) => ({ from, to, ...edge }));
  if (later.length * earlier.length <= mostEdges) return later.flatMap((from) => edges(from, earlier));
  return [...edges(first, earlier), ...others.flatMap((from) => edges(from, [first]))];
}

/**
 * Open work in the order of its lines, which is only implied: each piece after the one before it, and after the last one before it
 * that names the same file, so that the order of these two does not hang on what stands between them.
 */
export function oneByOne(work: readonly WorkEntry[]): readonly OrderEdge[] {
  const edges: OrderEdge[] = [];
  const lastOn = new Map<string, string>();
  let before: string | null = null;
  for (const { requirement, facts, done } of work) {
    if (done !== null) continue;
    const from = requirement.id;
    const needed = [before, ...facts.scope.owned.map((path) => lastOn.get(path) ?? null)];
    for (const to of new Set(needed)) if (to !== null) edges.push({ from, to, pinned: false, isWritten: false });
    for (const path of facts.scope.owned) lastOn.set(path, from);
    before = from;
  }
  return edges;
}

/**
 * The edges without those that contradict what the author wrote: an order that is only implied, inside a cycle, is dropped. What
 * is left of a cycle is the author's own, and for the compile to report.
 */
export function withoutContradictions(edges: readonly OrderEdge[]): readonly OrderEdge[] {
  let left = edges;
  for (;;) {
    const nodes = [...new Set(left.flatMap(({ from, to }) => [from, to]))];
    const inCycle = new Set(findCycles(dependencyGraph(nodes, left)).flat());
    const kept = left.filter(({ from, to, isWritten }) => isWritten || !inCycle.has(from) || !inCycle.has(to));
    if (kept.length === left.length) return kept;
    left = kept;
  }
}
