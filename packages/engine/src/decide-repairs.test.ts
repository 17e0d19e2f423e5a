import { describe, expect, it } from "vitest";
import { Config, type Finding, type JournalEntry, type RunArtifact, type Task } from "@fabrikk/state";

import {
  aTask,
  attemptRecords,
  aVerdict,
  ids,
  landedRecords,
  stateAfter,
  stepRecords,
} from "../test/run-state-builder.ts";
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
    const after = (kept: readonly string[], requirements: readonly string[]): readonly string[] => {
      const state = stateAfter(tasks, [...work, ...council([finding]), ...updated(kept, tasks)]);
      const changed = { ...artifact, requirements: requirements.map((id) => ({ id })) } as unknown as RunArtifact;
      return decideRepairs(state, changed).tasks.map(({ id }) => id);
    };
    expect(after(["one", "two"], ["R-one", "R-two"])).toEqual(["repair-0123456789ab"]);
    expect(after(["two"], ["R-one", "R-two"])).toEqual([]);
    expect(after(["two"], ["R-two"])).toEqual([]);
  });
});

/** A second generation that keeps these tasks, and has reviewed nothing yet. */
function updated(kept: readonly string[], tasks: readonly Task[]): JournalEntry[] {
  return [
    {
      type: "run-updated",
      generation: 2,
      title: "Simulated",
      artifact_sha256: ids.sha256,
      graph_sha256: ids.sha256,
      config: Config.parse({}),
      subject_sha256: ids.sha256,
      kept: [...kept],
      open: [],
    },
    { type: "run-started", generation: 2 },
    ...stepRecords({ kind: "plan", graph_sha256: ids.sha256, tasks: [...tasks], verdict: aVerdict("pass") }, 2),
  ];
}
