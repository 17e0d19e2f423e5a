import { compileArtifact, listSchedule, readSpec, workloadOf } from "@fabrikk/compiler";
import { foldEvents, type JournalEvent } from "@fabrikk/state";
import { expect, test } from "vitest";

import { artifactKinds, generateArtifact } from "../bench/generate-artifact.ts";
import { generateGraph, graphKinds } from "../bench/generate-graph.ts";
import { generateJournal } from "../bench/generate-journal.ts";
import { generateSpec } from "../bench/generate-spec.ts";
import { exponentOf } from "../bench/growth.ts";
import { renderTable } from "../bench/render-table.ts";
import { certify, violationsOf } from "../bench/schedule.ts";
import { sideBySide } from "../bench/side-by-side.ts";
import { spreadOf } from "../bench/spread.ts";

test("a generated artifact follows from its seed, compiles, and has about five dependencies and two files a task", () => {
  const artifact = generateArtifact(300, 7);
  expect(generateArtifact(300, 7)).toEqual(artifact);
  expect(generateArtifact(300, 8)).not.toEqual(artifact);
  expect(compileArtifact(artifact).tasks).toHaveLength(300);
  expect(artifact.dependencies.length / 300).toBeCloseTo(4.6, 0);
  expect(artifact.groupings.reduce((sum, { scope }) => sum + scope.owned.length, 0) / 300).toBeCloseTo(2, 0);
});

test("an inferred artifact has readers of one file everywhere, tasks without files, and no written dependency", () => {
  const { groupings, dependencies } = generateArtifact(300, 7, "inferred");
  expect(groupings.filter(({ scope }) => scope.owned.length + scope.shared.length === 0)).toHaveLength(3);
  expect(groupings.filter(({ scope }) => scope.read_only.includes("src/names.ts"))).toHaveLength(296);
  expect(dependencies.filter(({ pinned }) => pinned)).toEqual([]);
});

/** Linear work takes four times as long, work that looks at all pairs sixteen times. The rest is for collection and caches. */
const mostGrowth = 6.5;

test.each(artifactKinds)(
  "FAB-PLAN-013: four times the tasks take at most 6.5 times the CPU to compile and schedule, dependencies %s",
  { timeout: 60_000 },
  (kind) => {
    const compile = (tasks: number): number => {
      const artifact = generateArtifact(tasks, 7, kind);
      const start = process.cpuUsage();
      const graph = compileArtifact(artifact);
      const { makespan } = listSchedule(
        workloadOf(graph.tasks, () => 1),
        { workers: 8 },
      );
      const { user, system } = process.cpuUsage(start);
      expect(makespan).toBeGreaterThanOrEqual(tasks / 8);
      return user + system;
    };
    compile(700);
    let [small, large] = [compile(700), compile(2800)];
    for (let round = 0; round < 4 && large / small >= mostGrowth; round += 1) {
      small = Math.min(small, compile(700));
      large = Math.min(large, compile(2800));
    }
    expect(large / small).toBeLessThan(mostGrowth);
  },
);

test("an exponent is fitted through all sizes", () => {
  const costs = (power: number) => [1, 3, 10].map((size) => ({ cpuMs: 5 * size ** power }));
  expect(exponentOf([1, 3, 10], costs(1))).toBeCloseTo(1);
  expect(exponentOf([1, 3, 10], costs(1.5))).toBeCloseTo(1.5);
});

test("a generated spec follows from its seed, is as long as was asked for, and is read without a problem", () => {
  const text = generateSpec(50_000, 7);
  expect(generateSpec(50_000, 7)).toBe(text);
  expect(generateSpec(50_000, 8)).not.toBe(text);
  expect(text.length).toBeGreaterThanOrEqual(50_000);
  expect(text.length).toBeLessThan(52_000);
  const { requirements, problems } = readSpec("spec.md", text);
  expect(problems).toEqual([]);
  expect(new Set(requirements.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(4);
});

test.each(graphKinds)("FAB-TOP-005: a generated graph with %s follows from its seed, and its bounds hold", (kind) => {
  const sample = generateGraph(kind, 150, 7);
  expect(generateGraph(kind, 150, 7)).toEqual(sample);
  expect(generateGraph(kind, 150, 8)).not.toEqual(sample);
  expect(sample.graph.tasks).toHaveLength(150);
  expect([1, 3, 8].map((workers) => violationsOf(certify(sample, workers)))).toEqual([0, 0, 0]);
});

test("a broken bound is counted", () => {
  const certificate = certify(generateGraph("sparse", 100, 7), 4);
  const lower_bound = { ...certificate.lower_bound, minutes: 1e9 };
  expect(violationsOf({ ...certificate, lower_bound })).toBe(2);
  const predicted = { ...certificate.predicted, waves: 1e9 };
  expect(violationsOf({ ...certificate, predicted })).toBe(1);
});

test("a generated journal has as many records as were asked for, and folds", () => {
  const events = generateJournal(500).map((entry, index): JournalEvent => ({
    ...entry,
    v: 1,
    seq: index + 1,
    at: "2026-01-01T00:00:00.000Z",
  }));
  expect(events).toHaveLength(500);
  const state = foldEvents(events);
  expect(state.checkpoints.length).toBeGreaterThan(10);
  expect([...state.tasks.values()].filter(({ status }) => status === "integrated").length).toBeGreaterThan(60);
});

test("a spread is the median and the two ends", () => {
  expect(spreadOf([10, 9, 1])).toEqual({ median: 9, min: 1, max: 10 });
  expect(spreadOf([4, 1, 3, 2])).toEqual({ median: 2.5, min: 1, max: 4 });
});

test("two sides are compared round by round, in turns, and warm-ups do not count", async () => {
  const order: string[] = [];
  const side = (name: string, factor: number) => async (round: number) => {
    order.push(`${name}${round}`);
    return factor * (round + 1);
  };
  const comparison = await sideBySide({ rounds: 2, warmUps: 1, subject: side("s", 6), base: side("b", 2) });
  expect(order).toEqual(["b-1", "s-1", "s0", "b0", "b1", "s1"]);
  expect(comparison).toEqual({
    ratio: { median: 3, min: 3, max: 3 },
    subject: { median: 9, min: 6, max: 12 },
    base: { median: 3, min: 2, max: 4 },
  });
});

test("the table shows each ratio with its spread, and how it was measured", () => {
  const one = { median: 3.1449, min: 2, max: 4 };
  const line = {
    name: "this over that",
    unit: "ms",
    ratio: one,
    subject: { ...one, median: 1234.5 },
    base: one,
  } as const;
  const row = { lines: [line], method: "so", peak: { mib: 99.6, of: "it" } };
  expect(renderTable([{ name: "sample", row }], "end")).toBe(
    [
      "row     ratio    min..max       of     over  what",
      "sample   3.14  2.00..4.00  1235 ms  3.14 ms  this over that",
      "",
      "sample: so. Peak memory of it: 100 MiB.",
      "",
      "end",
    ].join("\n"),
  );
});
