import { requirementStates, statusOf, type CassetteEntry } from "@fabrikk/state";
import { beforeAll, describe, expect, it } from "vitest";

import { chainScenario } from "./scenarios/chain-scenario.ts";
import { repairOf, review, session, withTest } from "./scenarios/sessions.ts";
import { fault } from "./scenarios/whole-scenario.ts";
import {
  planScenario,
  prepareScenario,
  type PlannedScenario,
  type PreparedRun,
} from "./simulation/prepare-scenario.ts";
import { endOf, onRecord } from "./simulation/on-record.ts";
import { updateWorld } from "./simulation/update-world.ts";
import { createWorld, type World } from "./simulation/world.ts";

let prepared: PreparedRun;
let same: PlannedScenario;
let patient: PlannedScenario;

beforeAll(async () => {
  prepared = await prepareScenario(scenario(1));
  same = await planScenario(scenario(1));
  patient = await planScenario(scenario(2));
});

describe("FAB-CNV-002, FAB-CNV-005: a finding that the last council said again after its repair, which blocked the run", () => {
  it("FAB-CNV-003: blocks it again after an update, though nobody says it any more and no repair is left", async () => {
    const world = await blocked();
    await updateWorld(world, same);
    expect(await goOn(world, same)).toBe("blocked");
    expect(world.state().council.at(-1)).toMatchObject({ generation: 2, findings: [] });
    expect(requirementStates(world.state(), same.artifact)).toMatchObject([
      { id: "SIM-1", state: "open", why: `finding ${id} is open` },
      { id: "SIM-2", state: "verified" },
    ]);
    expect(statusOf(world.state(), same.artifact).open.map((item) => item.id)).toEqual([id, "SIM-1"]);
    expect(world.read("report/report.md")).toContain(`finding not repaired: 1 repairs did not mend it (limit 1)`);
  });

  it("is repaired after an update that allows one more repair, and then the run is completed", async () => {
    const world = await blocked();
    await updateWorld(world, patient);
    expect(await goOn(world, patient)).toBe("completed");
    expect(world.state().tasks.get(repairOf(fault, 2))).toMatchObject({ status: "integrated" });
    expect(world.state().unmended.size).toBe(0);
  });

  it("is still open in a third generation, where the second was cut short after a council that said nothing", async () => {
    const world = await blocked();
    await updateWorld(world, patient);
    const kill = onRecord(endOf("council"), world.kill);
    expect(await world.engine({ ...kill, cassette: patient.cassette })).toBe("crashed");
    await updateWorld(world, same);
    expect(await goOn(world, same)).toBe("blocked");
    expect(requirementStates(world.state(), same.artifact)[0]).toMatchObject({ why: `finding ${id} is open` });
  });
});

const id = `f-${repairOf(fault).slice("repair-".length)}`;

/** The first two councils find the fault, all later ones nothing. */
function scenario(repairDepth: number): Parameters<typeof planScenario>[0] {
  const repairs = [1, 2].map((depth): CassetteEntry =>
    session(repairOf(fault, depth), 0, { files: withTest("one", `one, and empty, ${depth}`) }),
  );
  return chainScenario({
    limits: { repair_depth: repairDepth },
    sessions: () => [review("first", 0, [fault]), review("first", 1, [fault]), review("first", 4), ...repairs],
  });
}

async function blocked(): Promise<World> {
  const world = createWorld(prepared);
  expect(await world.engine()).toBe("blocked");
  expect(world.state().council.map(({ findings }) => findings.length)).toEqual([1, 1]);
  return world;
}

async function goOn(world: World, { cassette }: PlannedScenario): Promise<string> {
  return await world.engine({ cassette });
}
