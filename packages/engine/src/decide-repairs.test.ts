import { describe, expect, it } from "vitest";
import type { Finding, JournalEntry, RunArtifact } from "@fabrikk/state";

import {
  aPlannedUpdate,
  aTask,
  attemptRecords,
  aVerdict,
  ids,
  landedRecords,
  stateAfter,
  updatedRecords,
} from "../test/run-state-builder.ts";
import { decideKept } from "./decide-kept.ts";
import { decideRepairs } from "./decide-repairs.ts";

const finding: Finding = {
  id: "f-0123456789ab",
  source: "first",
  category: "edge-cases",
  severity: "high",
  confidence: 0.9,
  statement: "the empty case is missing",
  file: "src/one.ts",
  lines: [3, 4],
  requirement_id: "R-one",
  fix: "handle it",
  why: "the requirement says so",
  ref: "R-one",
  tier: "must-fix",
};
const artifact = { quality_gate: [{ name: "test", command: "npm test" }], requirements: [] } as unknown as RunArtifact;
const council = (findings: Finding[]): JournalEntry[] => [
  { type: "step-started", key: "g1/council/x", kind: "council", digest: ids.sha256, intent: null },
  {
    type: "step-finished",
    key: "g1/council/x",
    output: { kind: "council", tree: ids.tree, verdict: aVerdict("fail"), findings },
  },
];
const repairOf = (depth: number) =>
  aTask(`repair-${depth}`, { class: "repair", repair: { finding: finding.id, instruction: "mend", depth } });

describe("findings become repair tasks", () => {
  it("FAB-CNV-002: carries only the requirement and the file that the finding concerns, with their checks", () => {
    const { tasks, refused } = decideRepairs(stateAfter([aTask("one"), aTask("two")], council([finding])), artifact);
    expect(refused).toEqual([]);
    expect(tasks).toHaveLength(1);
    expect(tasks[0]).toMatchObject({
      id: "repair-0123456789ab",
      class: "repair",
      requirement_ids: ["R-one"],
      checks: aTask("one").checks,
      repair: { finding: finding.id, depth: 1, instruction: expect.stringContaining("Where: src/one.ts:3-4") },
    });
    expect(tasks[0]?.scope.owned).toContain("src/one.ts");
    expect(tasks[0]?.scope.owned).not.toContain("src/two.ts");
  });

  it("FAB-CNV-003: a restated finding joins its lineage, one deeper, until the depth limit", () => {
    const once = decideRepairs(stateAfter([aTask("one"), repairOf(1)], council([finding])), artifact);
    expect(once.tasks).toMatchObject([{ id: "repair-0123456789ab-2", repair: { depth: 2 } }]);
    const often = decideRepairs(
      stateAfter([aTask("one"), repairOf(1), repairOf(2), repairOf(3)], council([finding])),
      artifact,
    );
    expect(often.tasks).toEqual([]);
    expect(often.refused).toMatchObject([{ finding: finding.id, reason: expect.stringContaining("limit 3") }]);
  });

  it("leaves findings to consider alone", () => {
    expect(decideRepairs(stateAfter([aTask("one")], council([{ ...finding, tier: "consider" }])), artifact)).toEqual({
      tasks: [],
      refused: [],
    });
  });

  it("owns everything and checks by the gate where a finding names no file and no requirement", () => {
    const { tasks } = decideRepairs(
      stateAfter([], council([{ ...finding, file: null, lines: null, requirement_id: null }])),
      { ...artifact, requirements: [{ id: "R-one" }] } as unknown as RunArtifact,
    );
    expect(tasks).toMatchObject([
      {
        unscoped: true,
        scope: { owned: ["**"] },
        requirement_ids: ["R-one"],
        checks: [{ kind: "command", command: "npm test" }],
      },
    ]);
  });

  it("FAB-INT-009, FAB-CNV-002: what the council before an update found in kept work is repaired; not in work that is done again, nor in what is gone", () => {
    const tasks = [aTask("one"), aTask("two")];
    const work = tasks.flatMap(({ id }) => [...attemptRecords(id, 1, aVerdict("pass")), ...landedRecords(id)]);
    const before = [...work, ...council([finding])];
    const after = (part: Parameters<typeof aPlannedUpdate>[1]): readonly string[] => {
      const kept = decideKept(stateAfter(tasks, before), aPlannedUpdate(tasks, part));
      const state = stateAfter(tasks, [...before, ...updatedRecords(kept, tasks)]);
      return decideRepairs(state, artifact).tasks.map(({ id }) => id);
    };
    const again = { kept: ["two"], stale: [{ task: "one", because: "requirements" as const }] };
    expect(after({ kept: ["one", "two"] })).toEqual(["repair-0123456789ab"]);
    expect(after(again)).toEqual([]);
    expect(after({ ...again, requirements: ["R-two"] })).toEqual([]);
  });
});
