import { chainLengths } from "@fabrikk/compiler";
import type { JournalEntry, RunState, Task } from "@fabrikk/state";
import { describe, expect, it } from "vitest";

import {
  aTask,
  attemptRecords,
  aVerdict,
  ids,
  landedRecords,
  stateAfter,
  stepRecords,
} from "../test/run-state-builder.ts";
import { decideContinuous, type InHand } from "./decide-continuous.ts";

const hand = (part: Partial<InHand> = {}): InHand => ({
  atWork: new Set(),
  integrating: false,
  workers: 2,
  chains: new Map(),
  ...part,
});
const free = ["a", "b", "c", "d"].map((id) => aTask(id));
const state = (tasks: readonly Task[], records: readonly JournalEntry[] = [], limits: object = {}): RunState =>
  stateAfter(tasks, records, { schedule: "continuous", limits });
const accepted = (task: string) => attemptRecords(task, 1, aVerdict("pass"));

describe("FAB-PLAN-012: what the continuous schedule begins next", () => {
  it("as many tasks as workers are free, in the order of priority and id", () => {
    const tasks = [...free, aTask("z", { priority: "must" })].map((task) =>
      task.id === "z" ? task : { ...task, priority: "should" as const },
    );
    expect(decideContinuous(state(tasks), hand()).start).toEqual(["z", "a"]);
    expect(decideContinuous(state(tasks), hand({ atWork: new Set(["z"]) })).start).toEqual(["a"]);
    expect(decideContinuous(state(tasks), hand({ atWork: new Set(["z", "a"]) })).start).toEqual([]);
  });

  it("first of all the task that the longest chain hangs on, as the certificate predicts", () => {
    const chain = ["x", "y", "z"].map((id, index, ids3) =>
      aTask(id, {
        priority: "may",
        depends_on: index === 0 ? [] : [{ task: ids3[index - 1] ?? "", pinned: true }],
      }),
    );
    const tasks = [...free, ...chain];
    expect(decideContinuous(state(tasks), hand({ chains: chainLengths(tasks) })).start).toEqual(["x", "a"]);
  });

  it("no task before what it needs is integrated; accepted is not enough", () => {
    const needy = aTask("b", { depends_on: [{ task: "a", pinned: true }] });
    expect(decideContinuous(state([aTask("a"), needy]), hand()).start).toEqual(["a"]);
    expect(decideContinuous(state([aTask("a"), needy], accepted("a")), hand()).start).toEqual([]);
    expect(
      decideContinuous(state([aTask("a"), needy], [...accepted("a"), ...landedRecords("a")]), hand()).start,
    ).toEqual(["b"]);
  });

  it("FAB-EXEC-003: no task that could touch a file of one under way, also between its attempts, also while it waits to be integrated", () => {
    const same = { owned: ["src/one.ts"], read_only: [], shared: [] };
    const tasks = [aTask("a", { scope: same }), aTask("b", { scope: same }), aTask("c")];
    const refused = state(tasks, attemptRecords("b", 1, aVerdict("fail")));
    expect(decideContinuous(refused, hand({ atWork: new Set(["b"]) })).start).toEqual(["c"]);
    expect(decideContinuous(state(tasks, accepted("b")), hand()).start).toEqual(["c"]);
  });

  it("after a crash first what was under way, though others come before it", () => {
    const running = attemptRecords("d", 1, aVerdict("pass")).slice(0, 1);
    expect(decideContinuous(state(free, running), hand()).start).toEqual(["d", "a"]);
    const settled = attemptRecords("d", 1, aVerdict("pass")).slice(0, 2);
    expect(decideContinuous(state(free, settled), hand()).start).toEqual(["d", "a"]);
  });

  it("an unscoped task alone", () => {
    const all = { owned: ["**"], read_only: [], shared: [] };
    const tasks = [aTask("a", { unscoped: true, scope: all }), aTask("b")];
    expect(decideContinuous(state(tasks), hand()).start).toEqual(["a"]);
    expect(decideContinuous(state(tasks), hand({ atWork: new Set(["a"]) })).start).toEqual([]);
    expect(decideContinuous(state(tasks), hand({ atWork: new Set(["b"]) })).start).toEqual([]);
  });

  it("one integration at a time, of what was accepted first", () => {
    const both = state(free, [...accepted("b"), ...accepted("a")]);
    expect(decideContinuous(both, hand()).integrate).toBe("b");
    expect(decideContinuous(both, hand({ integrating: true })).integrate).toBeNull();
    expect(decideContinuous(state(free), hand()).integrate).toBeNull();
  });

  it("FAB-CNV-001: nothing for which the limit on waves has no integration left: ten to a wave, those under way counted", () => {
    const many = Array.from({ length: 12 }, (_, index) => aTask(`t-${index + 10}`));
    const workers = 64;
    expect(decideContinuous(state(many, [], { waves: 1 }), hand({ workers })).start).toHaveLength(10);
    const one = state(many, accepted("t-10"), { waves: 1 });
    expect(decideContinuous(one, hand({ workers, atWork: new Set(["t-11", "t-12"]) })).start).toHaveLength(7);
    const back = state(many, [...accepted("t-10"), ...sentBack("t-10")], { waves: 1 });
    expect(decideContinuous(back, hand({ workers })).start).toHaveLength(9);
  });
});

function sentBack(task: string): JournalEntry[] {
  const rejected = [{ task, attempt: 1, verdict: aVerdict("fail") }];
  return stepRecords({ kind: "integrate", base_commit: ids.commit, integrated: [], rejected, evidence: [] });
}
