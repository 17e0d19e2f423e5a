import type { Finding, RunState, StaleReason, Task } from "@fabrikk/state";
import { describe, expect, it } from "vitest";

import { aPlannedUpdate, aTask, ids, stateAfter } from "../test/run-state-builder.ts";
import { decideKept } from "./decide-kept.ts";

const tasks = ["a", "b", "c"].map((id) => aTask(id));
const repair = (id: string, requirements: readonly string[]): Task =>
  aTask(id, { requirement_ids: [...requirements], repair: { finding: "f-1", instruction: "mend", depth: 1 } });

type Part = NonNullable<Parameters<typeof aPlannedUpdate>[1]>;

/** A state in which these tasks are integrated, and all others pending. */
function stateOf(all: readonly Task[], integrated: readonly string[]): RunState {
  const state = stateAfter(all, []);
  const known = [...state.tasks].map(([id, task]) => {
    const status = integrated.includes(id) ? ("integrated" as const) : task.status;
    return [id, { ...task, status, commit: ids.commit }] as const;
  });
  return { ...state, tasks: new Map(known) };
}

describe("FAB-INT-009, FAB-TOP-003: what an update keeps", () => {
  it("tasks that are valid and stand on the branch; the requirements of all others are open", () => {
    const kept = decideKept(stateOf(tasks, ["a", "b"]), aPlannedUpdate(tasks, { kept: ["a", "c"] }));
    expect(kept).toEqual({ tasks: ["a"], open: ["R-b", "R-c"], stale: [], findings: [] });
  });

  it("opens a requirement that two tasks serve when one of them is not kept", () => {
    const split = [aTask("a", { requirement_ids: ["R"] }), aTask("b", { requirement_ids: ["R"] })];
    const kept = decideKept(stateOf(split, ["a", "b"]), aPlannedUpdate(split, { kept: ["a"] }));
    expect(kept).toMatchObject({ tasks: ["a"], open: ["R"] });
  });

  it("repairs that are integrated stay with what they mended, and go with it", () => {
    const all = [...tasks, repair("r-a", ["R-a"]), repair("r-ab", ["R-a", "R-b"]), repair("r-gone", ["R-x"])];
    const state = stateOf(all, ["a", "b", "r-a", "r-ab", "r-gone"]);
    const keeping = (before: RunState, kept: readonly string[]) =>
      decideKept(before, aPlannedUpdate(tasks, { kept })).tasks;
    expect(keeping(state, ["a"])).toEqual(["a", "r-a"]);
    expect(keeping(state, ["a", "b"])).toEqual(["a", "b", "r-a", "r-ab"]);
    expect(keeping(stateOf(all, ["a"]), ["a"])).toEqual(["a"]);
  });

  it("tells of each task that is done again what has changed since its work came onto the branch; of no other task", () => {
    const stale = [
      { task: "a", because: "rules" },
      { task: "b", because: "requirements" },
      { task: "c", because: "rules" },
    ] as const;
    expect(decideKept(stateOf(tasks, ["a", "b"]), aPlannedUpdate(tasks, { stale })).stale).toEqual(stale.slice(0, 2));
  });

  it.each<[StaleReason, Part, StaleReason[]]>([
    ["rules", { kept: ["a"] }, ["rules"]],
    ["rules", { stale: [{ task: "a", because: "dependency" }] }, ["rules"]],
    ["rules", { stale: [{ task: "a", because: "requirements" }] }, ["requirements"]],
    ["requirements", { kept: ["a"] }, ["requirements"]],
    ["requirements", { stale: [{ task: "a", because: "rules" }] }, ["requirements"]],
    ["rules", {}, []],
  ])("over several updates: done again for %s, then %j: %j", (because, part, then) => {
    const [only = aTask("a")] = tasks;
    const state = { ...stateAfter([only], []), redone: new Map([["a", because]]) };
    expect(decideKept(state, aPlannedUpdate([only], part)).stale.map((one) => one.because)).toEqual(then);
  });
});

describe("FAB-CNV-002, FAB-INT-009: which findings of a council an update leaves open", () => {
  const finding = { id: "f-1", tier: "must-fix", requirement_id: "R-a", file: null } as unknown as Finding;
  const open = (part: Part, what: Partial<Finding> = {}, integrated: readonly string[] = ["a", "b", "c"]) => {
    const unmended = new Map([["f-1", { finding: { ...finding, ...what }, isInherited: false, redone: [] }]]);
    return decideKept({ ...stateOf(tasks, integrated), unmended }, aPlannedUpdate(tasks, part)).findings;
  };
  const all = { kept: ["a", "b", "c"] };
  const again = (because: StaleReason): Part => ({ kept: ["b", "c"], stale: [{ task: "a", because }] });

  it.each<[string, Part, Partial<Finding>]>([
    ["in what is kept", all, {}],
    ["in the file of a task that is kept", all, { requirement_id: null, file: "src/b.ts" }],
    ["in no task's work", all, { requirement_id: null, file: "src/z.ts" }],
  ])("those %s", (_, part, what) => {
    expect(open(part, what)).toEqual([{ finding: "f-1", redone: [] }]);
  });

  it("those in the work of a task that is done again in the same words, until it changes something", () => {
    expect(open(again("rules"))).toEqual([{ finding: "f-1", redone: ["a"] }]);
    expect(open(again("dependency"))).toEqual([{ finding: "f-1", redone: ["a"] }]);
  });

  it("those in kept work that a new task has to do with too", () => {
    const planned = [...tasks, aTask("new", { scope: { owned: ["src/*.ts"], read_only: [], shared: [] } })];
    const what = { ...finding, requirement_id: null, file: "src/a.ts" };
    const unmended = new Map([["f-1", { finding: what, isInherited: false, redone: [] }]]);
    const state = { ...stateOf(tasks, ["a", "b", "c"]), unmended };
    expect(decideKept(state, aPlannedUpdate(planned, all)).findings).toEqual([{ finding: "f-1", redone: [] }]);
  });

  it("none in work that is made in other words, or for a requirement that is gone", () => {
    expect(open(again("requirements"))).toEqual([]);
    expect(open(again("task"))).toEqual([]);
    expect(open({ kept: ["b", "c"] }, {}, ["b", "c"])).toEqual([]);
    expect(open({ ...all, requirements: ["R-b", "R-c"] })).toEqual([]);
  });
});
