import type { JournalEvent } from "@fabrikk/state";
import { expect, test } from "vitest";

import { killFaults } from "../torture/kill-faults.ts";
import type { RunFacts } from "../torture/run-facts.ts";

const plain: RunFacts = { tree: "t1", trailers: ["parse REQ-1", "parse REQ-2"], fsck: "", events: [] };

test("a run that left the same has no fault", () => {
  expect(killFaults(plain, { ...plain })).toEqual([]);
});

test.each([
  ["another tree", { tree: "t2" }, "the tree is t2 and not t1"],
  ["work that is lost", { trailers: ["parse REQ-1"] }, "no commit is for parse REQ-2"],
  ["work that is foreign", { trailers: [...plain.trailers, "print REQ-3"] }, "a commit is for print REQ-3"],
  [
    "work that is committed twice",
    { trailers: ["parse REQ-1", "parse REQ-1", "parse REQ-2"] },
    "more than one commit is for parse REQ-1",
  ],
  ["a damaged repository", { fsck: "missing blob" }, "git fsck: missing blob"],
] as const)("%s is a fault", (_, difference, fault) => {
  expect(killFaults(plain, { ...plain, ...difference })).toEqual([fault]);
});

test("a step that finished twice is a fault (J3)", () => {
  const output = { kind: "report", files: [] } as const;
  const finished = (seq: number): JournalEvent => ({
    v: 1,
    seq,
    at: "2026-01-01T00:00:00.000Z",
    type: "step-finished",
    key: "g1/report",
    output: { ...output, files: [] },
  });
  expect(killFaults(plain, { ...plain, events: [finished(1), finished(2)] })).toEqual([
    "step g1/report finished is in the journal more than once",
  ]);
});
