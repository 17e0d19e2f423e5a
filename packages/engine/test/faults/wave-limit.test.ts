import { expect, it } from "vitest";

import { chainScenario } from "../scenarios/chain-scenario.ts";
import { endingOf } from "../simulation/ending.ts";
import { prepareScenario } from "../simulation/prepare-scenario.ts";
import { createWorld } from "../simulation/world.ts";

it("FAB-CNV-001: at the limit of waves the run ends blocked, never done; what was accepted stays", async () => {
  const prepared = await prepareScenario(chainScenario({ limits: { waves: 1 } }));
  const world = createWorld(prepared);
  const { "SIM-1": first = "", "SIM-2": second = "" } = prepared.tasks;
  expect(await world.engine()).toBe("blocked");
  const { tasks, ended } = world.state();
  expect(tasks.get(second)).toMatchObject({ attempts: [], blocked: { code: "FABRIKK_ENGINE_WAVE_LIMIT" } });
  expect((await endingOf(world)).commits).toEqual([`${first} SIM-1`]);
  expect(ended?.open).toContain(`SIM-2: task ${second} is blocked`);
  expect(world.read("report/report.md")?.split("## Not proven\n\n")[1]).toMatch(
    new RegExp(`^- \\*\\*${second}\\*\\* \`FABRIKK_ENGINE_WAVE_LIMIT\``),
  );
});
