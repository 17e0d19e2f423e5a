import type { RunState, Task } from "@fabrikk/state";
import { describe, expect, it } from "vitest";

import { aTask, ids, stateAfter } from "../test/run-state-builder.ts";
import { decideKept } from "./decide-kept.ts";

const tasks = ["a", "b", "c"].map((id) => aTask(id));
const repair = (id: string, requirements: readonly string[]): Task =>
  aTask(id, { requirement_ids: [...requirements], repair: { finding: "f-1", instruction: "mend", depth: 1 } });

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
    const kept = decideKept(stateOf(tasks, ["a", "b"]), tasks, new Set(["a", "c"]));
    expect(kept).toEqual({ tasks: ["a"], open: ["R-b", "R-c"] });
  });

  it("opens a requirement that two tasks serve when one of them is not kept", () => {
    const split = [aTask("a", { requirement_ids: ["R"] }), aTask("b", { requirement_ids: ["R"] })];
    expect(decideKept(stateOf(split, ["a", "b"]), split, new Set(["a"]))).toEqual({ tasks: ["a"], open: ["R"] });
  });

  it("repairs that are integrated stay with what they mended, and go with it", () => {
    const all = [...tasks, repair("r-a", ["R-a"]), repair("r-ab", ["R-a", "R-b"]), repair("r-gone", ["R-x"])];
    const state = stateOf(all, ["a", "b", "r-a", "r-ab", "r-gone"]);
    expect(decideKept(state, tasks, new Set(["a"])).tasks).toEqual(["a", "r-a"]);
    expect(decideKept(state, tasks, new Set(["a", "b"])).tasks).toEqual(["a", "b", "r-a", "r-ab"]);
    expect(decideKept(stateOf(all, ["a"]), tasks, new Set(["a"])).tasks).toEqual(["a"]);
  });
});
