import { compileArtifact } from "@fabrikk/compiler";
import { findingId, refusedAttempts, requirementStates, type RunState, type StepKind, stepKinds } from "@fabrikk/state";
import { beforeAll, describe, expect, it } from "vitest";

import { fault, wholeScenario } from "./scenarios.ts";
import type { CrashPoint } from "./simulation/memory-journal.ts";
import { createWorld, type Scenario, type World } from "./simulation/world.ts";

/** What must be the same, however often the engine died. */
interface Ending {
  readonly tree: string;
  readonly trailers: readonly string[];
  readonly open: readonly string[];
}

/** How many schedules with two kills each: raise it to look harder. */
const schedules = Number(process.env["FABRIKK_SIMULATION_SCHEDULES"] ?? "120");

let scenario: Scenario;
let records: number;
let plain: Ending;

beforeAll(async () => {
  scenario = await whole();
  const world = await createWorld(scenario);
  expect(await world.engine()).toBe("completed");
  records = world.events.length;
  plain = await endingOf(world);
});

describe("the whole pipeline, simulated", () => {
  it("FAB-CNV-005: ends completed with every requirement verified, each task committed once", () => {
    expect(plain.open).toEqual([]);
    expect(plain.trailers).toHaveLength(5);
    expect(new Set(plain.trailers).size).toBe(plain.trailers.length);
  });

  it("FAB-VER-001, FAB-EXEC-009: refuses the lies by name, and the next attempt mends them", async () => {
    const world = await createWorld(scenario);
    await world.engine();
    const refused = [...world.state().tasks.values()].flatMap(refusedAttempts).map(({ task, attempt, code, mended_by: mended }) => `${task} ${attempt} ${code} ${mended}`);
    const ids = await taskIds();
    expect(refused).toEqual(
      expect.arrayContaining([
        `${ids["SIM-3"]} 1 FABRIKK_VERIFIER_TESTS_MISSING 2`,
        `${ids["SIM-4"]} 1 FABRIKK_VERIFIER_OUT_OF_SCOPE 3`,
        `${ids["SIM-4"]} 2 FABRIKK_VERIFIER_CHECK_FAILED 3`,
      ]),
    );
  });

  it("FAB-VER-011: of two tasks green alone and red together the second goes back, and the branch is never red", async () => {
    const world = await createWorld(scenario);
    await world.engine();
    const ids = await taskIds();
    const second = world.state().tasks.get(ids["SIM-2"] ?? "");
    expect(second?.attempts.map(({ status }) => status)).toEqual(["rejected", "integrated"]);
    expect(second?.attempts[0]?.verdict?.value).toBe("fail");
    for (const commit of await commitsOf(world)) {
      const files = world.repository.filesOf(commit.tree);
      expect(files.get("src/one.ts")?.includes("same") === true && files.get("src/two.ts") === "same").toBe(false);
    }
  });

  it("FAB-CNV-002: the council's finding becomes a repair that goes through everything again", async () => {
    const world = await createWorld(scenario);
    await world.engine();
    const state = world.state();
    expect(state.council).toHaveLength(2);
    expect(state.tasks.get(repairId())).toMatchObject({ status: "integrated", task: { class: "repair", requirement_ids: ["SIM-1"] } });
    expect(world.files.get("report/report.md")).toContain("all 4 requirements verified");
  });

  it("takes every kind of step", async () => {
    const world = await createWorld(scenario);
    await world.engine();
    const kinds = new Set<StepKind>([...world.state().steps.values()].map(({ kind }) => kind));
    expect([...kinds].toSorted()).toEqual([...stepKinds].toSorted());
  });
});

describe("an engine that dies", () => {
  it("FAB-RUN-002: killed at every record, before and after, it ends in the same tree and the same commits, each once", async () => {
    const different: string[] = [];
    for (let seq = 2; seq <= records; seq += 1) {
      for (const side of ["before", "after"] as const) {
        const ending = await endWithCrashes([{ seq: seq + 1, side }]);
        if (JSON.stringify(ending) !== JSON.stringify(plain)) different.push(`${side} ${seq + 1}: ${JSON.stringify(ending)}`);
      }
    }
    expect(different).toEqual([]);
  }, 60_000);

  it("FAB-RUN-002: killed again while it recovers, under many schedules, it still ends the same", async () => {
    const different: string[] = [];
    for (let seed = 1; seed <= schedules; seed += 1) {
      const first = 3 + (seed * 7919) % (records - 3);
      const second = first + 1 + ((seed * 104_729) % 12);
      const side = seed % 2 === 0 ? "before" : "after";
      const ending = await endWithCrashes([{ seq: first, side }, { seq: second, side: seed % 3 === 0 ? "before" : "after" }], seed);
      if (JSON.stringify(ending) !== JSON.stringify(plain)) different.push(`${side} ${first}, ${second}, seed ${seed}: ${JSON.stringify(ending)}`);
    }
    expect(different).toEqual([]);
  }, 60_000);

  it("FAB-RUN-002: completed waves are never run again: no step finishes twice", async () => {
    const world = await createWorld(scenario);
    for (const seq of [20, 45, 70]) await world.engine({ crashAt: { seq, side: "after" } });
    await world.engine();
    const finished = world.events.flatMap((event) => (event.type === "step-finished" ? [event.key] : []));
    expect(new Set(finished).size).toBe(finished.length);
  });
});

/** A world in which engines die at these points, one after the other, until one comes to the end. */
async function endWithCrashes(points: readonly CrashPoint[], seed = 1): Promise<Ending | string> {
  const world = await createWorld(scenario);
  for (const crashAt of points) {
    const end = await world.engine({ crashAt, seed });
    if (end !== "crashed" && end !== "completed") return end;
  }
  const end = await world.engine({ seed });
  return end === "completed" ? await endingOf(world) : end;
}

async function endingOf(world: World): Promise<Ending> {
  const commits = await commitsOf(world);
  const trailer = (commit: (typeof commits)[number], key: string): string => commit.trailers.find((one) => one.key === key)?.value ?? "";
  return {
    tree: commits[0]?.tree ?? "",
    trailers: commits.map((commit) => `${trailer(commit, "Fabrikk-Task")} ${trailer(commit, "Fabrikk-Requirements")}`).toSorted(),
    open: openOf(world.state(), world),
  };
}

async function commitsOf(world: World) {
  const { commit } = await world.repository.head();
  return await world.repository.log(commit, world.state().branch?.commit ?? commit);
}

function openOf(state: RunState, world: World): string[] {
  return requirementStates(state, world.artifact)
    .filter((one) => one.state === "open")
    .map(({ id, why }) => `${id}: ${why}`);
}

const repairId = (): string => `repair-${findingId(fault).slice(2)}`;

async function taskIds(): Promise<Readonly<Record<string, string>>> {
  const world = await createWorld(wholeScenario({ tasks: {}, repair: "" }));
  const { tasks } = compileArtifact(world.artifact);
  return Object.fromEntries(tasks.flatMap((task) => task.requirement_ids.map((id) => [id, task.id])));
}

async function whole(): Promise<Scenario> {
  return wholeScenario({ tasks: await taskIds(), repair: repairId() });
}
