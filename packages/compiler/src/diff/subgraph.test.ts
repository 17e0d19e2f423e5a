import { expect, test } from "vitest";

import { artifact, grouping, requirement } from "../../test/artifacts.ts";
import { compileArtifact } from "../graph/compile-artifact.ts";
import { subgraph } from "./subgraph.ts";

const ids = ["A-1", "A-2", "A-3", "A-4"];
const index = { owned: [], read_only: [], shared: ["index.md"] };

/** A chain of three that share an index, but for the second, which reads it; and one that inferred to need the first. */
const graph = compileArtifact(
  artifact({
    requirements: ids.map((id, at) => requirement(id, at + 1)),
    groupings: [
      grouping("A-1", [], { scope: { ...index, owned: ["a.md"] } }),
      grouping("A-2", [], { scope: { owned: ["b.md", "hot.md"], read_only: ["index.md"], shared: [] } }),
      grouping("A-3", [], { scope: { ...index, owned: ["c.md"], read_only: ["hot.md"] } }),
      grouping("A-4", ["d.md"]),
    ],
    dependencies: [
      { from: "A-2", to: "A-1", pinned: true },
      { from: "A-3", to: "A-2", pinned: true },
      { from: "A-4", to: "A-1", pinned: false },
    ],
  }),
);

test("FAB-TOP-003: what is left to do waits only for what is left, and clashes only with that", () => {
  expect(graph.waves).toEqual([["a-1", "a-4"], ["a-2"], ["a-3"]]);
  const left = subgraph(graph, new Set(["a-1", "a-3", "a-4"]));
  expect(left.tasks.map(({ id, depends_on }) => [id, depends_on])).toEqual([
    ["a-1", []],
    ["a-3", []],
    ["a-4", []],
  ]);
  expect(left.conflicts).toEqual([{ resource: "index.md", tasks: ["a-1", "a-3"] }]);
  expect(left.waves).toEqual([["a-1", "a-4"], ["a-3"]]);
  expect(left.false_dependencies).toEqual([{ task: "a-4", needs: "a-1" }]);
});

test("FAB-TOP-003: two that only read a file do not clash when who changes it is done; all of a graph is the graph", () => {
  const { conflicts, waves, false_dependencies } = subgraph(graph, new Set(["a-2", "a-4", "unknown"]));
  expect({ conflicts, waves, false_dependencies }).toEqual({
    conflicts: [],
    waves: [["a-2", "a-4"]],
    false_dependencies: [],
  });
  expect(subgraph(graph, new Set(graph.tasks.map(({ id }) => id)))).toEqual(graph);
  expect(subgraph(graph, new Set()).waves).toEqual([]);
});
