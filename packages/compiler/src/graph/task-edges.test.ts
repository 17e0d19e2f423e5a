import { expect, test } from "vitest";

import { taskEdges } from "./task-edges.ts";

test("every task that serves what needs something needs every other one that serves what is needed", () => {
  const edgesOf = taskEdges([
    { requirement_ids: ["A", "B", "A"] },
    { requirement_ids: ["B", "C"] },
    { requirement_ids: ["C"] },
  ]);
  expect(edgesOf([{ from: "A", to: "C" }])).toEqual([
    [0, 1],
    [0, 2],
  ]);
  expect(edgesOf([{ from: "C", to: "B" }])).toEqual([
    [1, 0],
    [2, 0],
    [2, 1],
  ]);
  expect(
    edgesOf([
      { from: "A", to: "B" },
      { from: "A", to: "X" },
      { from: "X", to: "A" },
    ]),
  ).toEqual([[0, 1]]);
});
