import { requirementStates, statusOf, type RunArtifact } from "@fabrikk/state";
import { beforeAll, describe, expect, it } from "vitest";

import { changedScenario } from "./scenarios/changed-scenario.ts";
import { repairOf } from "./scenarios/sessions.ts";
import { fault } from "./scenarios/whole-scenario.ts";
import {
  prepareScenario,
  planScenario,
  type PlannedScenario,
  type PreparedRun,
} from "./simulation/prepare-scenario.ts";
import { updateWorld } from "./simulation/update-world.ts";
import { createWorld, type World } from "./simulation/world.ts";

let prepared: PreparedRun;
let changed: PlannedScenario;

beforeAll(async () => {
  prepared = await prepareScenario(changedScenario("before"));
  changed = await planScenario(changedScenario("after"));
});

describe("FAB-INT-009: a spec that is changed after its run has ended", () => {
  it("FAB-TOP-003: is to be approved anew; what is valid stays on the branch with its attempts and stays verified, the rest is open", async () => {
    const world = await ended();
    const before = world.state();
    await updateWorld(world, changed);
    const state = world.state();
    expect(state).toMatchObject({ status: "prepared", generation: 2, approval: null, ended: null });
    expect(state.branch).toEqual(before.branch);
    const { "SIM-1": one = "", "SIM-4": four = "" } = prepared.tasks;
    expect([...state.tasks.keys()]).toEqual([one, four, repairOf(fault)]);
    for (const [id, task] of state.tasks) expect(task).toEqual(before.tasks.get(id));
    expect(statesOf(world, changed.artifact)).toEqual({
      "SIM-1": "verified",
      "SIM-4": "verified",
      "SIM-2": "open",
      "SIM-3": "open",
      "SIM-6": "open",
    });
    const status = statusOf(state, changed.artifact);
    expect(status).toMatchObject({ generation: 2, needs_person: true, next_action: "fabrikk approve sim" });
    expect(status.open[0]?.id).toBe("approval");
  });

  it("goes on once it is approved: only the stale and the new is worked on, on the branch as it was", async () => {
    const world = await ended();
    const first = world.events.length;
    const { branch } = world.state();
    await updateWorld(world, changed);
    expect(await goOn(world)).toBe("completed");
    const worked = world.events
      .slice(first)
      .flatMap((event) =>
        event.type === "step-started" && event.kind === "work"
          ? [event.intent as { task: string; attempt: number }]
          : [],
      );
    const { "SIM-2": two, "SIM-3": three, "SIM-6": six } = changed.tasks;
    expect(worked.map(({ task, attempt }) => `${task} ${attempt}`).toSorted()).toEqual(
      [`${two} 2`, `${three} 2`, `${six} 1`].toSorted(),
    );
    expect(worked[0]).toMatchObject({ base_commit: branch?.commit, start_tree: branch?.tree });
    expect(Object.values(statesOf(world, changed.artifact))).toEqual(Array(5).fill("verified"));
    const log = await world.repository.log(branch?.commit ?? "", world.state().branch?.commit ?? "");
    expect(log).toHaveLength(3);
  });

  it("J5: every step of the new generation has a key of its own, and those of the old one are left alone", async () => {
    const world = await ended();
    const first = world.events.length;
    await updateWorld(world, changed);
    await goOn(world);
    const keys = world.events.slice(first).flatMap((event) => (event.type === "step-started" ? [event.key] : []));
    expect(keys.length).toBeGreaterThan(15);
    expect(keys.filter((key) => !key.startsWith("g2/"))).toEqual([]);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("FAB-VIEW-006: the report tells the commits that no task of the plan stands for any more", async () => {
    const world = await ended();
    const commits = new Map([...world.state().tasks].map(([id, { commit }]) => [id, commit?.slice(0, 12)]));
    await updateWorld(world, changed);
    await goOn(world);
    const report = world.read("report/report.md") ?? "";
    const { "SIM-2": two = "", "SIM-3": three = "", "SIM-5": five = "" } = prepared.tasks;
    const [, section] = report.split("## Left on the branch\n\n");
    expect(
      section
        ?.split("\n\n")[0]
        ?.split("\n")
        .map((line) => line.slice(0, 2)),
    ).toEqual(["- ", "- ", "- "]);
    expect(section).toContain(`**${five}** \`${commits.get(five)}\``);
    expect(section).toContain("(its task is not in the plan any more)");
    for (const id of [two, three]) expect(section).toContain(`**${id}** \`${commits.get(id)}\``);
    expect(world.read("report/trace.json")).toContain('"retired"');
  });

  it("keeps both plans: the files of the first generation are as they were, the second has a folder of its own", async () => {
    const world = await ended();
    const files = ["run-artifact.json", "task-graph.json", "plan.md"];
    const before = files.map((file) => world.read(file));
    await updateWorld(world, changed);
    expect(files.map((file) => world.read(file))).toEqual(before);
    const after = files.map((file) => world.read(`generation-2/${file}`));
    expect(JSON.parse(after[0] ?? "")).toEqual(changed.artifact);
    expect(JSON.parse(after[1] ?? "")).toEqual(changed.plan.graph);
    expect(after[2]).toContain(changed.tasks["SIM-6"]);
  });
});

/** A world in which the run of the spec as it was is completed. */
async function ended(): Promise<World> {
  const world = createWorld(prepared);
  expect(await world.engine()).toBe("completed");
  return world;
}

async function goOn(world: World): Promise<string> {
  return await world.engine({ cassette: changed.cassette });
}

function statesOf(world: World, artifact: RunArtifact): Readonly<Record<string, string>> {
  return Object.fromEntries(requirementStates(world.state(), artifact).map(({ id, state }) => [id, state]));
}
