import * as fc from "fast-check";
import { expect, test } from "vitest";

import { artifact, grouping, requirement } from "../../test/artifacts.ts";
import { compileArtifact } from "../graph/compile-artifact.ts";
import { mergeGroupings } from "./merge-groupings.ts";

test("FAB-PLAN-004: groupings with the same files are one, in any case and order of the globs", () => {
  const merged = mergeGroupings([
    grouping("A-1", ["src/a.ts", "src/b.ts"]),
    grouping("A-2", ["src/c.ts"]),
    grouping("A-3", ["src/B.ts", "./src/a.ts"]),
    grouping("A-4", []),
    grouping("A-5", []),
  ]);
  expect(merged.map(({ requirement_ids }) => requirement_ids)).toEqual([["A-1", "A-3"], ["A-2"], ["A-4"], ["A-5"]]);
});

test("FAB-PLAN-004: they stay apart where a third must come between them", () => {
  const groupings = [grouping("A-1", ["a.ts"]), grouping("A-2", ["b.ts"]), grouping("A-3", ["a.ts"])];
  const after = (from: string, to: string) => ({ from, to, pinned: true });
  expect(mergeGroupings(groupings, [after("A-2", "A-1"), after("A-3", "A-2")])).toHaveLength(3);
  expect(mergeGroupings(groupings, [after("A-2", "A-1"), after("A-3", "A-1")])).toHaveLength(2);
});

test("FAB-PLAN-006: merging makes no cycle that was not there", () => {
  const size = 12;
  const tasks = fc.array(fc.constantFrom("a.ts", "b.ts", "c.ts", "d.ts"), { minLength: size, maxLength: size });
  const links = fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 20 });
  fc.assert(
    fc.property(tasks, links, (files, pairs) => {
      const ids = files.map((_, index) => `A-${index}`);
      const dependencies = pairs
        .filter(([a, b]) => a !== b)
        .map(([a, b]) => ({ from: `A-${Math.max(a, b)}`, to: `A-${Math.min(a, b)}`, pinned: true }));
      const made = artifact({
        requirements: ids.map((id, index) => requirement(id, index + 1)),
        groupings: mergeGroupings(
          ids.map((id, index) => grouping(id, [files[index] ?? ""])),
          dependencies,
        ),
        dependencies,
      });
      expect(compileArtifact(made).waves.flat()).toHaveLength(made.groupings.length);
    }),
    { numRuns: 100 },
  );
});
