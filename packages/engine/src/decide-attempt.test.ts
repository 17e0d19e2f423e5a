import type { JournalEntry } from "@fabrikk/state";
import { describe, expect, it } from "vitest";

import { aTask, attemptRecords, aVerdict, ids, stateAfter } from "../test/run-state-builder.ts";
import { decideAttempt } from "./decide-attempt.ts";

const task = aTask("one");
const refused = (attempt: number) => attemptRecords("one", attempt, aVerdict("fail"));
const lost = (attempt: number) => attemptRecords("one", attempt, null);

describe("the next act for a task", () => {
  it("begins with the first attempt", () => {
    expect(decideAttempt(stateAfter([task], []), "one")).toEqual({ do: "work", attempt: 1 });
  });

  it("goes on with the attempt that an earlier engine started, and verifies what it left", () => {
    const records = refused(1);
    expect(decideAttempt(stateAfter([task], records.slice(0, 1)), "one")).toEqual({ do: "work", attempt: 1 });
    expect(decideAttempt(stateAfter([task], records.slice(0, 2)), "one")).toEqual({ do: "verify", attempt: 1 });
  });

  it("FAB-EXEC-009: sends a refused attempt back, at most 3 times by default, then blocks with the last failure", () => {
    const three = [1, 2, 3].flatMap(refused);
    expect(decideAttempt(stateAfter([task], three), "one")).toEqual({ do: "work", attempt: 4 });
    const decision = decideAttempt(stateAfter([task], [...three, ...refused(4)]), "one");
    expect(decision).toMatchObject({ do: "block", code: "FABRIKK_ENGINE_RETRIES_EXHAUSTED" });
    expect(decision).toMatchObject({ reason: expect.stringContaining("FABRIKK_VERIFIER_CHECK_FAILED: because") });
  });

  it("does not count a lost attempt among the retries, but blocks after 5 of them", () => {
    const four = [1, 2, 3, 4].flatMap(lost);
    expect(decideAttempt(stateAfter([task], four), "one")).toEqual({ do: "work", attempt: 5 });
    const mixed = [...[1, 2, 3].flatMap(refused), ...lost(4)];
    expect(decideAttempt(stateAfter([task], mixed), "one")).toEqual({ do: "work", attempt: 5 });
    expect(decideAttempt(stateAfter([task], [...four, ...lost(5)]), "one")).toMatchObject({
      do: "block",
      code: "FABRIKK_ENGINE_ATTEMPTS_LOST",
    });
  });

  it("verifies again the attempt that could not be judged, once a person mended the cause: no new attempt", () => {
    const settled = attemptRecords("one", 1, aVerdict("pass")).slice(0, 2);
    const blocked: JournalEntry[] = [
      ...settled,
      { type: "task-blocked", task: "one", code: "FABRIKK_ENGINE_VERDICT_UNKNOWN", reason: "?", needs_person: true },
    ];
    expect(decideAttempt(stateAfter([task], blocked), "one")).toEqual({ do: "wait" });
    const reopened = stateAfter([task], [...blocked, { type: "task-reopened", task: "one" }]);
    expect(decideAttempt(reopened, "one")).toEqual({ do: "verify", attempt: 1 });
  });

  it("waits while an accepted attempt is not integrated", () => {
    expect(decideAttempt(stateAfter([task], attemptRecords("one", 1, aVerdict("pass"))), "one")).toEqual({
      do: "wait",
    });
  });

  it("counts an attempt that the combined tree sent back as refused", () => {
    const records: JournalEntry[] = [
      ...attemptRecords("one", 1, aVerdict("pass")),
      { type: "step-started", key: "g1/integrate/x", kind: "integrate", digest: ids.sha256, intent: null },
      {
        type: "step-finished",
        key: "g1/integrate/x",
        output: {
          kind: "integrate",
          base_commit: ids.commit,
          integrated: [],
          rejected: [{ task: "one", attempt: 1, verdict: aVerdict("fail", "red together") }],
          evidence: [],
        },
      },
    ];
    const state = stateAfter([task], records, { limits: { retries: 0 } });
    expect(decideAttempt(state, "one")).toMatchObject({ do: "block", reason: expect.stringContaining("red together") });
  });
});
