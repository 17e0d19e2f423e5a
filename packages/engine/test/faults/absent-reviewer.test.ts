import { scriptedAgent } from "@fabrikk/state/contracts/scripted-agent";
import { expect, it } from "vitest";

import { wholeScenario } from "../scenarios/whole-scenario.ts";
import { endingOf } from "../simulation/ending.ts";
import { prepareScenario } from "../simulation/prepare-scenario.ts";
import { createWorld, type EngineLife } from "../simulation/world.ts";

it("FAB-CNC-012: a reviewer that stays absent stops the run for a person; the others do not close it, nor are they asked again", async () => {
  const prepared = await prepareScenario(wholeScenario);
  const whole = createWorld(prepared);
  await whole.engine();
  const world = createWorld(prepared);
  let asked = 0;
  const silent = scriptedAgent(async () => {
    asked += 1;
  });
  const withoutSecond: EngineLife = {
    ports: (ports) => ({
      ...ports,
      reviewers: ports.reviewers.map((one) => (one.name === "second" ? { ...one, agent: silent } : one)),
    }),
  };
  expect(await world.engine(withoutSecond)).toBe("needs-person");
  expect(asked).toBe(3);
  expect(world.state().council).toEqual([]);
  expect(world.state().paused?.detail).toContain("FABRIKK_COUNCILFLOW_REVIEWER_ABSENT");
  expect((await endingOf(world)).open).toHaveLength(4);

  expect(await world.engine()).toBe("completed");
  const reviews = world.events.filter((event) => event.type === "step-finished" && event.output.kind === "review");
  expect(reviews).toHaveLength(4);
  expect(await endingOf(world)).toEqual(await endingOf(whole));
});
