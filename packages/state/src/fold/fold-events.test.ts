import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { JournalEntry, JournalEvent } from "../records/journal-event.ts";
import { Config } from "../records/config.ts";
import { foldEvents, startFold } from "./fold-events.ts";
import { runMachine, type RunStatus, type RunTransition } from "./run-machine.ts";
import { taskMachine, type TaskEvent, type TaskStatus } from "./task-machine.ts";

const sha = "a".repeat(64);
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
const updated = (
  generation: number,
  part: Partial<Extract<JournalEntry, { type: "run-updated" }>> = {},
): JournalEntry => ({
  type: "run-updated",
  generation,
  title: "A run, changed",
  artifact_sha256: "c".repeat(64),
  graph_sha256: sha,
  config: Config.parse({}),
  subject_sha256: "d".repeat(64),
  kept: [],
  open: [],
  stale: [],
  findings: [],
  ...part,
});
const numbered = (entries: readonly JournalEntry[]): JournalEvent[] =>
  entries.map((entry, index) => ({ ...entry, v: 1, seq: index + 1, at: "2026-01-01T00:00:00.000Z" }));

describe("the state machines (FAB-RUN-005)", () => {
  it("FAB-RUN-005: every transition of the run's table leads to a state of the table, and only an update leads on from an end", () => {
    for (const transitions of Object.values(runMachine)) {
      for (const next of Object.values(transitions)) expect(Object.keys(runMachine)).toContain(next);
    }
    expect(runMachine.completed).toEqual({ update: "prepared" });
    expect(runMachine.blocked).toEqual({ update: "prepared" });
  });

  it("FAB-RUN-005: a task reaches the branch only through running, verifying and accepted", () => {
    const waysInto = (target: TaskStatus): [string, string][] =>
      Object.entries(taskMachine).flatMap(([from, transitions]) =>
        Object.entries(transitions).flatMap(([event, to]): [string, string][] =>
          to === target ? [[from, event]] : [],
        ),
      );
    expect(waysInto("integrated")).toEqual([["accepted", "integrate"]]);
    expect(waysInto("accepted")).toEqual([["verifying", "accept"]]);
    expect(waysInto("verifying")).toEqual([
      ["running", "settle"],
      ["blocked", "resume"],
    ]);
  });

  it("FAB-RUN-005: a record that no table allows is an error that names it", () => {
    expect(() => foldEvents(numbered([{ type: "run-started", generation: 1 }]))).toThrow(
      "record 1: a run that is absent cannot start",
    );
    const twice = numbered([
      created,
      { type: "run-started", generation: 1 },
      { type: "run-ended", outcome: "completed", open: [] },
      { type: "run-started", generation: 1 },
    ]);
    expect(() => foldEvents(twice)).toThrow("record 4: a run that is completed cannot start");
  });

  it("FAB-RUN-005: whatever is recorded, the run's state follows its table or the fold throws", () => {
    const entryOf = (transition: RunTransition, generation: number): JournalEntry => {
      const entries: Record<RunTransition, JournalEntry> = {
        create: created,
        approve: { type: "approval-given", subject_sha256: sha, by: "somebody", channel: "command" },
        start: { type: "run-started", generation },
        pause: { type: "run-paused", reason: "stopped", detail: "" },
        complete: { type: "run-ended", outcome: "completed", open: [] },
        block: { type: "run-ended", outcome: "blocked", open: [] },
        update: updated(generation + 1),
      };
      return entries[transition];
    };
    const transition = fc.constantFrom<RunTransition>(
      "create",
      "approve",
      "start",
      "pause",
      "complete",
      "block",
      "update",
    );
    const property = fc.property(fc.array(transition, { maxLength: 12 }), (transitions) => {
      let expected: RunStatus = "absent";
      const fold = startFold();
      for (const [index, one] of transitions.entries()) {
        const next: RunStatus | undefined = runMachine[expected][one];
        const entry = entryOf(one, fold.state.generation);
        const apply = (): void => fold.apply({ ...entry, v: 1, seq: index + 1, at: "2026-01-01T00:00:00.000Z" });
        if (next === undefined) return throws(apply);
        apply();
        expected = next;
        if (fold.state.status !== expected) return false;
      }
      return true;
    });
    expect(fc.check(property)).toMatchObject({ failed: false });
  });
});

it("names every task event in some row of the table", () => {
  const used = new Set(Object.values(taskMachine).flatMap((row) => Object.keys(row)));
  const all: readonly TaskEvent[] = [
    "start",
    "settle",
    "lose",
    "accept",
    "refuse",
    "resume",
    "integrate",
    "reject",
    "block",
    "reopen",
  ];
  expect([...used].toSorted()).toEqual([...all].toSorted());
});

function throws(act: () => void): boolean {
  try {
    act();
  } catch {
    return true;
  }
  return false;
}
