import { compileArtifact } from "@fabrikk/compiler";
import { foldEvents, type JournalEvent } from "@fabrikk/state";
import { expect, test } from "vitest";

import { generateArtifact } from "../bench/generate-artifact.ts";
import { generateJournal } from "../bench/generate-journal.ts";
import { renderTable } from "../bench/render-table.ts";
import { sideBySide } from "../bench/side-by-side.ts";
import { spreadOf } from "../bench/spread.ts";

test("a generated artifact follows from its seed, compiles, and has about five dependencies and two files a task", () => {
  const artifact = generateArtifact(300, 7);
  expect(generateArtifact(300, 7)).toEqual(artifact);
  expect(generateArtifact(300, 8)).not.toEqual(artifact);
  const { tasks } = compileArtifact(artifact);
  expect(tasks).toHaveLength(300);
  expect(tasks.reduce((sum, task) => sum + task.depends_on.length, 0) / 300).toBeCloseTo(4.6, 0);
  expect(artifact.groupings.reduce((sum, { scope }) => sum + scope.owned.length, 0) / 300).toBeCloseTo(2, 0);
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
