import { createLocalWorkerPool } from "@fabrikk/executor";
import type { FailureClass } from "@fabrikk/state";
import { aSession } from "@fabrikk/state/contracts/scripted-agent";
import type { Agent } from "@fabrikk/state/ports";
import { describe, expect, it } from "vitest";

import { chainScenario } from "../scenarios/chain-scenario.ts";
import { endingOf } from "../simulation/ending.ts";
import { prepareScenario } from "../simulation/prepare-scenario.ts";
import { createWorld, type EngineLife, type World } from "../simulation/world.ts";

describe("a provider that is down while a worker has changed nothing yet", () => {
  it("twice: the attempts are lost, no retry was used, and the end is the same", async () => {
    const { world, statuses } = await runWith(2, "rate-limit");
    expect(statuses).toEqual(["lost", "lost", "integrated"]);
    expect((await endingOf(world)).open).toEqual([]);
    const settlement = world.state().tasks.values().next().value?.attempts[0]?.settlement;
    expect(settlement).toMatchObject({ outcome: "lost", failure: "rate-limit", retry_after_ms: 2000 });
  });

  it("five times: its task is blocked, and the reason names the trouble and no word of the agent", async () => {
    const { world, statuses } = await runWith(Infinity, "overload");
    expect(statuses).toEqual(["lost", "lost", "lost", "lost", "lost"]);
    const [first] = world.state().tasks.values();
    expect(first?.blocked).toMatchObject({
      code: "FABRIKK_ENGINE_ATTEMPTS_LOST",
      reason: "5 attempts were lost, the last to trouble of the provider: overload",
    });
  });

  it("a failure that does not pass by itself is refused, as a try", async () => {
    const { world, statuses } = await runWith(1, "refused");
    expect(statuses).toEqual(["refused", "integrated"]);
    expect((await endingOf(world)).open).toEqual([]);
  });
});

/** A run whose first sessions of workers fail like this; what becomes of the first task's attempts. */
async function runWith(failures: number, failure: FailureClass): Promise<{ world: World; statuses: unknown[] }> {
  const prepared = await prepareScenario(chainScenario());
  const world = createWorld(prepared);
  let left = failures;
  const troubled = (agent: Agent): Agent => ({
    ...agent,
    run: async (...call) => {
      left -= 1;
      if (left < 0) return await agent.run(...call);
      return aSession({ outcome: "failed", failure, detail: "the provider said so", retry_after_ms: 2000 });
    },
  });
  const life: EngineLife = {
    ports: (ports) => {
      const agents = new Map(ports.reviewers.map(({ agent }) => ["scripted", troubled(agent)]));
      return { ...ports, pool: createLocalWorkerPool({ ...ports, workers: prepared.config.workers, agents }) };
    },
  };
  await world.engine(life);
  const { "SIM-1": first = "" } = prepared.tasks;
  return {
    world,
    statuses:
      world
        .state()
        .tasks.get(first)
        ?.attempts.map(({ status }) => status) ?? [],
  };
}
