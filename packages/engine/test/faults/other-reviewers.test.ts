import { expect, it } from "vitest";

import { chainScenario } from "../scenarios/chain-scenario.ts";
import { prepareScenario } from "../simulation/prepare-scenario.ts";
import { createWorld } from "../simulation/world.ts";

it("FAB-CNC-012: an engine without the configured reviewers does not start: silence is no review", async () => {
  const world = createWorld(await prepareScenario(chainScenario()));
  const written = world.events.length;
  await expect(world.engine({ ports: (ports) => ({ ...ports, reviewers: [] }) })).rejects.toMatchObject({
    code: "FABRIKK_ENGINE_REVIEWERS_DIFFER",
  });
  expect(world.events.slice(written).map(({ type }) => type)).toEqual(["epoch-opened"]);
  expect(await world.engine()).toBe("completed");
});
