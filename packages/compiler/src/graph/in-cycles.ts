import type { TaskEdge } from "./task-edges.ts";
import { withoutStartable } from "./without-startable.ts";

/**
 * The tasks that are in a cycle, or on a way from one cycle to another: what is left when those that need nothing, and those that
 * nothing needs, are taken away again and again. Linear.
 */
export function inCycles(edges: readonly TaskEdge[]): ReadonlySet<number> {
  const needs = listed(edges);
  const neededBy = listed(edges.map(([from, to]) => [to, from]));
  const left = new Set(edges.flat());
  withoutStartable({ needs, neededBy }, left);
  return withoutStartable({ needs: neededBy, neededBy: needs }, left);
}

function listed(edges: readonly TaskEdge[]): (from: number) => readonly number[] {
  const ends = new Map<number, number[]>();
  for (const [from, to] of edges) {
    const known = ends.get(from);
    if (known === undefined) ends.set(from, [to]);
    else known.push(to);
  }
  return (from) => ends.get(from) ?? [];
}
