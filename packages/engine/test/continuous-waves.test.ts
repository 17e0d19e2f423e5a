import { describe, expect, it } from "vitest";

import { manyScenario } from "./scenarios/many-scenario.ts";
import { endOf, onRecord } from "./simulation/on-record.ts";
import { prepareScenario } from "./simulation/prepare-scenario.ts";
import { createWorld, type World } from "./simulation/world.ts";

describe("FAB-PLAN-012: what a wave is in the continuous schedule", () => {
  it("FAB-RUN-003: ten integrations, or as many as there are when it comes to rest", async () => {
    const world = await worldOf({});
    expect(await world.engine()).toBe("completed");
    const { checkpoints, branch } = world.state();
    expect(checkpoints.map((one) => one.tasks_completed.length)).toEqual([10, 10, 3]);
    expect(checkpoints.map((one) => one.files_changed.length)).toEqual([10, 10, 3]);
    expect(new Set(checkpoints.flatMap((one) => one.tasks_completed)).size).toBe(23);
    expect(checkpoints.at(-1)?.git_sha).toBe(branch?.commit);
  });

  it("FAB-RUN-002: the engine's death does not begin a new one: what came since the last checkpoint is in the next", async () => {
    const world = await worldOf({});
    let moved = 0;
    const seventh = onRecord(
      (event) => endOf("move-branch")(event) && ++moved === 7,
      () => world.kill(),
    );
    expect(await world.engine(seventh)).toBe("crashed");
    expect(world.state().checkpoints).toEqual([]);
    expect(await world.engine()).toBe("completed");
    expect(world.state().checkpoints.map((one) => one.tasks_completed.length)).toEqual([10, 10, 3]);
  });

  it("FAB-CNV-001: at the limit on waves, ten integrations each, nothing more is begun: the run ends blocked, with all that was begun", async () => {
    const world = await worldOf({ waves: 2 });
    expect(await world.engine()).toBe("blocked");
    const statuses = [...world.state().tasks.values()].map(({ status }) => status);
    expect(statuses.filter((status) => status === "integrated")).toHaveLength(20);
    const blocked = [...world.state().tasks.values()].filter(({ status }) => status === "blocked");
    expect(blocked.map((one) => [one.blocked?.code, one.attempts.length])).toEqual(
      Array.from({ length: 3 }, () => ["FABRIKK_ENGINE_WAVE_LIMIT", 0]),
    );
    expect(world.state().checkpoints.map((one) => one.tasks_completed.length)).toEqual([10, 10]);
  });
});

async function worldOf(limits: Readonly<Record<string, number>>): Promise<World> {
  return createWorld(await prepareScenario(manyScenario(23, { schedule: "continuous", limits })));
}
