import { refusedAttempts, type StepKind, stepKinds } from "@fabrikk/state";
import { beforeAll, describe, expect, it } from "vitest";

import { repairOf } from "./scenarios/sessions.ts";
import { fault, wholeScenario } from "./scenarios/whole-scenario.ts";
import { createChance } from "./simulation/chance.ts";
import { commitsOf, endingOf, type Ending } from "./simulation/ending.ts";
import { everyRecord } from "./simulation/every-record.ts";
import { fatedLife } from "./simulation/fated-life.ts";
import { prepareScenario, type PreparedRun } from "./simulation/prepare-scenario.ts";
import { createWorld, type EngineLife, type World } from "./simulation/world.ts";

/** How many schedules: raise it to look harder. */
const schedules = Number(process.env["FABRIKK_SIMULATION_SCHEDULES"] ?? "150");

let prepared: PreparedRun;
let whole: World;
let plain: Ending;

beforeAll(async () => {
  prepared = await prepareScenario(wholeScenario);
  whole = createWorld(prepared);
  await whole.engine();
  plain = await endingOf(whole);
});

describe("the whole pipeline, simulated", () => {
  it("FAB-CNV-005: ends completed with every requirement verified, each task committed once", () => {
    expect(whole.state().ended).toEqual({ outcome: "completed", open: [] });
    expect(plain.open).toEqual([]);
    expect(plain.commits).toHaveLength(5);
    expect(new Set(plain.commits).size).toBe(plain.commits.length);
  });

  it("FAB-VER-001, FAB-EXEC-009: refuses the lies by name, and the next attempt mends them", () => {
    const refused = [...whole.state().tasks.values()]
      .flatMap(refusedAttempts)
      .map(({ task, attempt, code, mended_by: mended }) => `${task} ${attempt} ${code} ${mended}`);
    const { tasks } = prepared;
    expect(refused).toEqual(
      expect.arrayContaining([
        `${tasks["SIM-3"]} 1 FABRIKK_VERIFIER_TESTS_MISSING 2`,
        `${tasks["SIM-4"]} 1 FABRIKK_VERIFIER_OUT_OF_SCOPE 3`,
        `${tasks["SIM-4"]} 2 FABRIKK_VERIFIER_CHECK_FAILED 3`,
      ]),
    );
  });

  it("FAB-VER-011: of two tasks green alone and red together the second goes back, and the branch is never red", async () => {
    const second = whole.state().tasks.get(prepared.tasks["SIM-2"] ?? "");
    expect(second?.attempts.map(({ status }) => status)).toEqual(["rejected", "integrated"]);
    expect(second?.attempts[0]?.verdict?.value).toBe("fail");
    for (const { tree } of await commitsOf(whole)) {
      const read = async (path: string) =>
        new TextDecoder().decode((await whole.repository.readFile(tree, path)) ?? undefined);
      expect((await read("src/one.ts")).includes("same") && (await read("src/two.ts")).includes("same")).toBe(false);
    }
  });

  it("FAB-CNV-002: the council's finding becomes a repair that goes through everything again", () => {
    const state = whole.state();
    expect(state.council).toHaveLength(2);
    const repair = { status: "integrated", task: { class: "repair", requirement_ids: ["SIM-1"] } };
    expect(state.tasks.get(repairOf(fault))).toMatchObject(repair);
    expect(whole.read("report/report.md")).toContain("all 4 requirements verified");
  });

  it("FAB-TOP-009, FAB-RUN-001: keeps what every attempt left, and the journal, under refs of the run", async () => {
    const { repository } = whole;
    const attempts = [...whole.state().tasks.values()].flatMap((one) => one.attempts);
    expect(attempts).toHaveLength(9);
    for (const { settlement } of attempts) {
      const kept = await repository.readRef(settlement?.salvage_ref ?? "");
      expect(await repository.treeOf(kept ?? "")).toBe(settlement?.tree);
    }
    expect(await repository.readRef("refs/fabrikk/sim/journal")).not.toBeNull();
  });

  it("leaves no workspace and no process behind", () => {
    expect(whole.machine.disk.rooms()).toEqual(["/sim/run"]);
    expect(whole.machine.processes.size).toBe(0);
  });

  it("takes every kind of step", () => {
    const kinds = new Set<StepKind>([...whole.state().steps.values()].map(({ kind }) => kind));
    const all = stepKinds.filter((kind) => kind !== "audit"); // nothing was measured before this run
    expect([...kinds].toSorted()).toEqual(all.toSorted());
  });

  it("a run that ended says so again and does nothing", async () => {
    const world = createWorld(prepared);
    await world.engine();
    const before = world.events.length;
    expect(await world.engine()).toBe("completed");
    expect(world.events.slice(before).map(({ type }) => type)).toEqual(["epoch-opened"]);
  });
});

describe("an engine that dies", () => {
  it("FAB-RUN-002: killed at every record, before and after, it ends in the same tree and the same commits, each once, and no step finishes twice", async () => {
    for (const crashAt of everyRecord(whole))
      expect({ crashAt, ...(await endAfter({ crashAt })) }).toEqual({ crashAt, ...plain });
  }, 60_000);

  it("FAB-RUN-002: killed between records, inside of its steps, it ends the same", async () => {
    const every = 10;
    for (let dieAt = 1; dieAt <= whole.moments(); dieAt += every) {
      expect({ dieAt, ...(await endAfter({ dieAt })) }).toEqual({ dieAt, ...plain });
    }
  }, 60_000);

  it("FAB-RUN-002: killed, stopped and robbed of its disk time and again, under many schedules, it still ends the same", async () => {
    for (let seed = 1; seed <= schedules; seed += 1) {
      const chance = createChance(seed);
      const world = createWorld(prepared);
      for (let left = 1 + chance(4); left > 0 && world.state().ended === null; left -= 1) await live(world, chance);
      await world.engine({ seed });
      expect({ seed, ...(await endingOf(world)) }).toEqual({ seed, ...plain });
    }
  }, 60_000);
});

/** How the run ends when its first engine dies like this. */
async function endAfter(life: EngineLife): Promise<Ending> {
  const world = createWorld(prepared);
  expect(await world.engine(life)).toBe("crashed");
  await world.engine();
  return await endingOf(world);
}

/** One engine with a fate, which it may escape. */
async function live(world: World, chance: (below: number) => number): Promise<void> {
  const failed = (error: unknown): unknown => (error as { readonly code?: unknown }).code ?? error;
  const end = await world.engine(fatedLife(world, chance)).catch(failed);
  expect(["completed", "crashed", "stopped", "FABRIKK_STATE_JOURNAL_SYNC_FAILED"]).toContain(end);
}
