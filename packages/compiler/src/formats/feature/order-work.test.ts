import * as fc from "fast-check";
import { expect, test } from "vitest";

import { dependencyGraph } from "../../graph/dependency-graph.ts";
import { findCycles } from "../../graph/find-cycles.ts";
import { allAfter, withoutContradictions, type OrderEdge } from "./order-work.ts";

const written = { pinned: true, isWritten: true } as const;
const implied = { pinned: false, isWritten: false } as const;
const names = (letter: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${letter}${index}`);

test("FAB-PLAN-007: all of one set come after all of another", () => {
  expect(allAfter(["b", "c"], ["a"], written)).toEqual([
    { from: "b", to: "a", ...written },
    { from: "c", to: "a", ...written },
  ]);
  expect(allAfter([], ["a"], written)).toEqual([]);
});

test("FAB-PLAN-013: between large sets the number of edges grows with the sets, and the order is the same", () => {
  const edges = allAfter(names("b", 1000), names("a", 1000), written);
  expect(edges).toHaveLength(1999);
  expect(edges.filter(({ from, to }) => from === "b7" && to === "b0")).toHaveLength(1);
});

test("FAB-PLAN-006: only implied order gives way, and what is left of a cycle is the author's", () => {
  const edge = fc.record({
    from: fc.constantFrom(...names("t", 6)),
    to: fc.constantFrom(...names("t", 6)),
    kind: fc.constantFrom(written, implied),
  });
  fc.assert(
    fc.property(fc.array(edge, { maxLength: 20 }), (drafts) => {
      const edges = drafts.map(({ from, to, kind }): OrderEdge => ({ from, to, ...kind }));
      const kept = withoutContradictions(edges);
      expect(kept.filter(({ isWritten }) => isWritten)).toEqual(edges.filter(({ isWritten }) => isWritten));
      const cyclesOf = (some: readonly OrderEdge[]) => findCycles(dependencyGraph(names("t", 6), some)).length > 0;
      expect(cyclesOf(kept)).toBe(cyclesOf(edges.filter(({ isWritten }) => isWritten)));
      expect(cyclesOf(edges) || kept.length === edges.length).toBe(true);
    }),
  );
});
