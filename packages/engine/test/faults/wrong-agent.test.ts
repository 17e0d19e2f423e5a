import { expect, it } from "vitest";

import { wholeScenario } from "../scenarios/whole-scenario.ts";
import { endingOf } from "../simulation/ending.ts";
import { prepareScenario } from "../simulation/prepare-scenario.ts";
import { createWorld } from "../simulation/world.ts";

const hour = 60 * 60 * 1000;

it("FAB-EXEC-011: a wrong configuration stops the run at once: the other workers are called off, and all goes on once it is mended", async () => {
  const prepared = await prepareScenario(wholeScenario);
  const whole = createWorld(prepared);
  await whole.engine();
  const { "SIM-1": wrong = "", "SIM-2": other = "" } = prepared.tasks;
  const entries = prepared.cassette.entries
    .filter(({ task }) => task !== wrong)
    .map((entry) => (entry.task === other ? { ...entry, actions: [{ do: "wait" as const, ms: hour }] } : entry));
  const world = createWorld(prepared);
  const started = world.machine.clock.now();
  const miss = { code: "FABRIKK_AGENTS_CASSETTE_MISS" };
  await expect(world.engine({ cassette: { schema: 1, entries } })).rejects.toMatchObject(miss);
  expect(world.machine.clock.now()).toBe(started);
  expect(world.events.filter(({ type }) => type === "step-finished")).toHaveLength(3);

  expect(await world.engine()).toBe("completed");
  const statuses = (task: string) =>
    world
      .state()
      .tasks.get(task)
      ?.attempts.map(({ status }) => status);
  expect(statuses(wrong)).toEqual(["cancelled", "integrated"]);
  expect(statuses(other)).toEqual(["cancelled", "rejected", "integrated"]);
  expect(await endingOf(world)).toEqual(await endingOf(whole));
});
