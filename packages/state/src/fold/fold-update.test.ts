import { describe, expect, it } from "vitest";

import { Config } from "../records/config.ts";
import type { Finding } from "../records/finding.ts";
import type { JournalEntry, JournalEvent } from "../records/journal-event.ts";
import type { RunArtifact } from "../records/run-artifact.ts";
import type { StepOutput } from "../records/step-output.ts";
import type { Task } from "../records/task.ts";
import { currentFiles } from "./current-files.ts";
import { foldEvents } from "./fold-events.ts";
import { requirementStates } from "./requirement-states.ts";
import type { RunState } from "./run-state.ts";
import { statusOf } from "./status-of.ts";

const sha = "a".repeat(64);
const commit = "c".repeat(40);
const tree = "d".repeat(40);

const created: JournalEntry = {
  type: "run-created",
  run: "r-1",
  title: "A run",
  artifact_sha256: sha,
  graph_sha256: sha,
  config: Config.parse({}),
  base_commit: "b".repeat(40),
  base_ref: "main",
  subject_sha256: sha,
};

const pass = { value: "pass" as const, conditions: [] };

function step(key: string, output: StepOutput, intent: object | null = null): JournalEntry[] {
  return [
    { type: "step-started", key, kind: output.kind, digest: sha, intent: intent as never },
    { type: "step-finished", key, output },
  ];
}

function taskOf(id: string, part: Partial<Task> = {}): Task {
  return {
    id,
    title: `Task ${id}`,
    class: "feature",
    requirement_ids: [`R-${id}`],
    scope: { owned: [`src/${id}.ts`], read_only: [], shared: [] },
    unscoped: false,
    checks: [],
    test_levels: [],
    priority: "must",
    risk: "medium",
    depends_on: [],
    repair: null,
    ...part,
  };
}

function plan(generation: number, tasks: readonly Task[]): JournalEntry[] {
  return step(`g${generation}/plan`, { kind: "plan", graph_sha256: sha, tasks: [...tasks], verdict: pass });
}

/** A task's attempt, until its work is on the branch. */
function integrated(id: string, paths: readonly string[] = [], attempt = 1): JournalEntry[] {
  const one = { task: id, attempt };
  const settlement = {
    schema: 1,
    dispatch_id: `r-1/${id}/1`,
    outcome: "succeeded",
    detail: "",
    failure: null,
    retry_after_ms: null,
    tree,
    base_tree: tree,
    changes: [],
    faults: [],
    result: { state: "missing" },
    usage: null,
    duration_ms: null,
    agent: { name: "x", kind: "x", version: null, model: null, session: null },
    prompt: { template: "x", sha256: "" },
    salvage_ref: null,
  } as const;
  const ref = "refs/heads/fabrikk/r-1";
  return [
    ...step(
      `g1/${id}/attempt-1/work`,
      { kind: "work", ...one, settlement: { ...settlement, changes: paths.map(changed), faults: [] } },
      one,
    ),
    ...step(`g1/${id}/attempt-1/verify`, { kind: "verify", ...one, verdict: pass, evidence: [] }),
    ...step(`g1/integrate/${id}`, {
      kind: "integrate",
      base_commit: commit,
      integrated: [{ ...one, tree, requirement_ids: [`R-${id}`] }],
      rejected: [],
      evidence: [],
    }),
    ...step(`g1/move-branch/${id}`, {
      kind: "move-branch",
      ref,
      old: commit,
      new: commit,
      tree,
      commits: [{ ...one, commit }],
    }),
  ];
}

const changed = (path: string) => ({ path, status: "modified" as const, mode: "100644" as const });

function update(part: Partial<Extract<JournalEntry, { type: "run-updated" }>> = {}): JournalEntry {
  return {
    type: "run-updated",
    generation: 2,
    title: "A run, changed",
    artifact_sha256: "1".repeat(64),
    graph_sha256: "2".repeat(64),
    config: Config.parse({ workers: 7 }),
    subject_sha256: "3".repeat(64),
    kept: [],
    open: [],
    stale: [],
    findings: [],
    ...part,
  };
}

function stateOf(...entries: readonly JournalEntry[]): RunState {
  const events = entries.map((entry, index): JournalEvent => ({
    ...entry,
    v: 1,
    seq: index + 1,
    at: "2026-01-01T00:00:00.000Z",
  }));
  return foldEvents(events);
}

const begun: readonly JournalEntry[] = [
  created,
  { type: "approval-given", subject_sha256: sha, by: "somebody", channel: "command" },
  { type: "run-started", generation: 1 },
  ...plan(1, [taskOf("a"), taskOf("b"), taskOf("c")]),
];
const attempt = { task: "c", attempt: 1 };
const worked: readonly JournalEntry[] = [
  ...begun,
  ...integrated("a"),
  ...integrated("b"),
  { type: "step-started", key: "g1/c/attempt-1/work", kind: "work", digest: sha, intent: attempt },
];

describe("FAB-INT-009: the record of an update", () => {
  it("puts the new artifact, graph, subject and configuration in the place of the old ones; the base stays", () => {
    const state = stateOf(...worked, update({ kept: ["a"] }));
    expect(state.created).toMatchObject({
      run: "r-1",
      base_commit: "b".repeat(40),
      title: "A run, changed",
      artifact_sha256: "1".repeat(64),
      graph_sha256: "2".repeat(64),
      subject_sha256: "3".repeat(64),
      config: { workers: 7 },
    });
    expect(state).toMatchObject({ generation: 2, status: "prepared", approval: null, config: { workers: 7 } });
    expect([state.specReview, state.planReview, state.ended, state.paused]).toEqual([null, null, null, null]);
    expect(currentFiles(state).artifact).toBe("generation-2/run-artifact.json");
    expect(currentFiles(stateOf(...worked)).artifact).toBe("run-artifact.json");
  });

  it("keeps the kept with commit and attempts; the commits of the others are told, their attempts' numbers are used up", () => {
    const before = stateOf(...worked);
    const state = stateOf(...worked, update({ kept: ["a"] }));
    expect([...state.tasks]).toEqual([["a", before.tasks.get("a")]]);
    expect(state.retired).toEqual([{ task: "b", title: "Task b", commit }]);
    expect(state.former.get("b")?.attempts).toMatchObject([{ attempt: 1, status: "integrated" }]);
    expect(state.former.get("c")?.attempts).toMatchObject([{ attempt: 1, status: "cancelled" }]);
    expect(state.branch).toEqual(before.branch);
    expect(state.found).toEqual(before.branch);
  });

  it("the new plan then has its own tasks in its own order: the kept as they are now defined, all others to be done", () => {
    const moved = taskOf("a", { title: "Another title" });
    const state = stateOf(
      ...worked,
      update({ kept: ["a"] }),
      { type: "run-started", generation: 2 },
      ...plan(2, [taskOf("d"), moved, taskOf("c")]),
    );
    expect([...state.tasks].map(([id, { status, attempts }]) => [id, status, attempts.length])).toEqual([
      ["d", "pending", 0],
      ["a", "integrated", 1],
      ["c", "pending", 1],
    ]);
    expect(state.tasks.get("a")).toMatchObject({ task: moved, commit });
    expect([...state.former.keys()]).toEqual(["b"]);
  });

  it.each<[string, JournalEntry[], RegExp]>([
    ["skips a generation", [update({ generation: 3 })], /generation 3 cannot follow 1/],
    ["keeps what is not integrated", [update({ kept: ["c"] })], /task c is kept and is not integrated/],
    [
      "is not the one that starts",
      [update(), { type: "run-started", generation: 1 }],
      /generation 1 starts in a run of 2/,
    ],
    ["comes before what was integrated has landed", [...integrated("x").slice(4, 6), update()], /cannot follow/],
  ])("FAB-RUN-005: an update that %s is an error that names the record", (_, entries, message) => {
    expect(() => stateOf(...worked, ...entries)).toThrow(message);
  });
});

describe("FAB-CNV-002, FAB-CNV-005: findings of a council that an update leaves open", () => {
  const finding: Finding = {
    id: "f-1",
    source: "first",
    category: "edge-cases",
    severity: "high",
    confidence: 0.9,
    statement: "the empty case is missing",
    file: null,
    lines: null,
    requirement_id: "R-a",
    fix: "handle it",
    why: "the requirement says so",
    ref: "R-a",
    tier: "must-fix",
  };
  const council = (generation: number, findings: Finding[]) =>
    step(`g${generation}/council/x`, { kind: "council", tree, verdict: pass, findings });
  const repair = taskOf("repair-1", { class: "repair", repair: { finding: "f-1", instruction: "mend", depth: 1 } });
  const repaired = [
    ...step("g1/repair/x", { kind: "repair", tasks: [repair], refused: [] }),
    ...integrated("repair-1"),
  ];
  const found = [...worked, ...council(1, [finding, { ...finding, id: "f-2", tier: "consider" }])];
  const unmended = (...entries: readonly JournalEntry[]) => [...stateOf(...entries).unmended.keys()];

  it("are those that the last round said, whatever was repaired before it", () => {
    expect(unmended(...found)).toEqual(["f-1"]);
    expect(unmended(...found, ...repaired)).toEqual([]);
    expect(unmended(...found, ...repaired, ...council(1, [finding]))).toEqual(["f-1"]);
    expect(unmended(...found, ...council(1, []))).toEqual([]);
  });

  it("stay when the next council does not say them, and keep their requirement open", () => {
    const next = [
      update({ kept: ["a", "b"], findings: [{ finding: "f-1", redone: [] }] }),
      { type: "run-started", generation: 2 } as const,
      ...plan(2, [taskOf("a"), taskOf("b")]),
      ...step("g2/hygiene/x", { kind: "hygiene", tree, verdict: pass, findings: [], evidence: [] }),
      ...council(2, []),
    ];
    const state = stateOf(...found, ...next);
    const requirements = ["R-a", "R-b"].map((id) => ({ id }));
    const artifact = { requirements, deferred: [] } as unknown as RunArtifact;
    expect(requirementStates(state, artifact).map(({ why }) => why)).toEqual(["finding f-1 is open", ""]);
    expect(statusOf(state, artifact).open.map(({ id }) => id)).toEqual(["approval", "f-1", "R-a"]);
  });

  it.each<[string, string[], string[]]>([
    ["changes something", ["src/a.ts"], []],
    ["changes nothing", [], ["f-1"]],
  ])("in work that is done again: a task that %s", (_, paths, left) => {
    const next = [
      update({ kept: ["b"], findings: [{ finding: "f-1", redone: ["a"] }] }),
      { type: "run-started", generation: 2 } as const,
      ...plan(2, [taskOf("a"), taskOf("b")]),
    ];
    expect(unmended(...found, ...next)).toEqual(["f-1"]);
    expect(unmended(...found, ...next, ...integrated("a", paths, 2))).toEqual(left);
  });

  it("FAB-RUN-005: one that is not open cannot stay open", () => {
    expect(() => stateOf(...worked, update({ findings: [{ finding: "f-1", redone: [] }] }))).toThrow(
      /finding f-1 stays open and is not open/,
    );
  });
});
