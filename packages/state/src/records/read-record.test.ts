import { describe, expect, it } from "vitest";

import { readRecord } from "./read-record.ts";
import { RunArtifact } from "./run-artifact.ts";
import { TaskGraph } from "./task-graph.ts";

const graph: TaskGraph = {
  schema: 2,
  compiler: "c/1",
  artifact_sha256: "a".repeat(64),
  tasks: [],
  false_dependencies: [],
  conflicts: [],
  waves: [],
};
const { false_dependencies: _, ...oldGraph } = graph;

describe("FAB-RUN-007: a record of a run's file", () => {
  it("is read in the version that is written now", () => {
    expect(readRecord(TaskGraph, graph, "task-graph.json")).toEqual(graph);
  });

  it("is refused by name in an older version, with what to do", () => {
    const old = expect.objectContaining({
      code: "FABRIKK_STATE_RECORD_OLD",
      message: expect.stringContaining("runs/x/task-graph.json was written by an older fabrikk: its schema is 1"),
      hint: expect.stringContaining("prepare the spec again"),
    });
    expect(() => readRecord(TaskGraph, { ...oldGraph, schema: 1 }, "runs/x/task-graph.json")).toThrow(old);
    expect(() => readRecord(RunArtifact, { schema: 1, title: "Old" }, "run-artifact.json")).toThrow(
      expect.objectContaining({ code: "FABRIKK_STATE_RECORD_OLD" }),
    );
  });

  it("is no old record where it is none at all", () => {
    for (const json of [null, [], "x", {}, { schema: "1" }, { ...graph, schema: 3 }, { ...graph, more: 1 }])
      expect(() => readRecord(TaskGraph, json, "task-graph.json")).toThrow(
        expect.objectContaining({ name: "ZodError" }),
      );
  });
});
