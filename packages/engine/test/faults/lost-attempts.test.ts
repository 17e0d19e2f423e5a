import { describe, expect, it } from "vitest";

import { chainScenario } from "../scenarios/chain-scenario.ts";
import { endingOf } from "../simulation/ending.ts";
import { prepareScenario } from "../simulation/prepare-scenario.ts";
import { createWorld, type World } from "../simulation/world.ts";

describe("a worker whose engine dies under it", () => {
  it("FAB-CNV-001, FAB-CNV-005, FAB-VIEW-006: five times: its task is blocked, dependents never start, and the report says so first", async () => {
    const { world, first, second } = await worldAfterDeaths(5);
    expect(await world.engine()).toBe("blocked");
    const { tasks, status, ended } = world.state();
    const lost = tasks.get(first);
    expect(lost?.attempts.map((attempt) => attempt.status)).toEqual(["lost", "lost", "lost", "lost", "lost"]);
    expect(lost?.blocked).toMatchObject({ code: "FABRIKK_ENGINE_ATTEMPTS_LOST", needsPerson: false });
    expect(tasks.get(second)).toMatchObject({ status: "pending", attempts: [] });
    expect(status).toBe("blocked");
    expect(ended?.open).toEqual([`SIM-1: task ${first} is blocked`, `SIM-2: task ${second} is pending`]);
    const report = world.read("report/report.md") ?? "";
    expect(report).toMatch(/^# Run .*\n\n\*\*blocked\*\*: 0 of 2 .*\n\n## Not proven\n\n- \*\*/);
    expect(report.split("## Not proven\n\n")[1]).toMatch(
      new RegExp(`^- \\*\\*${first}\\*\\* \`FABRIKK_ENGINE_ATTEMPTS_LOST\``),
    );
  });

  it("four times: it is made once more, and no retry was used", async () => {
    const { world, first } = await worldAfterDeaths(4);
    expect(await world.engine()).toBe("completed");
    const attempts = world
      .state()
      .tasks.get(first)
      ?.attempts.map(({ status }) => status);
    expect(attempts).toEqual(["lost", "lost", "lost", "lost", "integrated"]);
    expect((await endingOf(world)).open).toEqual([]);
  });
});

/** A world in which the engine died `deaths` times, each time when the first task's worker had just begun. */
async function worldAfterDeaths(deaths: number): Promise<{ world: World; first: string; second: string }> {
  const prepared = await prepareScenario(chainScenario());
  const world = createWorld(prepared);
  const { "SIM-1": first = "", "SIM-2": second = "" } = prepared.tasks;
  for (let attempt = 1; attempt <= deaths; attempt += 1) {
    expect(await world.engine({ onEvent: (event) => event.type === "agent-reported" && world.kill() })).toBe("crashed");
    expect(world.state().tasks.get(first)?.attempts).toHaveLength(attempt);
  }
  return { world, first, second };
}
