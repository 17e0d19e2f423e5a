import * as fc from "fast-check";
import { expect, test } from "vitest";

import { inCycles } from "./in-cycles.ts";

test("what is in a cycle, or between two, is found; what leads to one, or away, is not", () => {
  const [first, between, second] = [
    [
      [1, 2],
      [2, 1],
    ],
    [
      [3, 2],
      [5, 3],
    ],
    [[5, 5]],
  ] as const;
  const aside = [
    [0, 1],
    [2, 7],
    [8, 9],
  ] as const;
  expect([...inCycles([...first, ...between, ...second, ...aside])].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 5]);
  expect([...inCycles(aside)]).toEqual([]);
});

test("a node is in it when it reaches a cycle and a cycle reaches it, also with edges that stand twice", () => {
  const size = 8;
  const edgesOf = fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 16 });
  fc.assert(
    fc.property(edgesOf, (edges) => {
      const reaches = Array.from({ length: size }, (_, from) => {
        const seen = new Set<number>();
        const open = [from];
        for (let node = open.pop(); node !== undefined; node = open.pop())
          for (const [a, b] of edges)
            if (a === node && !seen.has(b)) {
              seen.add(b);
              open.push(b);
            }
        return seen;
      });
      const nodes = reaches.map((_, node) => node);
      const cyclic = nodes.filter((node) => reaches[node]?.has(node));
      const near = (from: number, to: number): boolean => from === to || reaches[from]?.has(to) === true;
      const expected = nodes.filter(
        (node) => cyclic.some((each) => near(node, each)) && cyclic.some((each) => near(each, node)),
      );
      expect([...inCycles(edges)].toSorted((a, b) => a - b)).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});
