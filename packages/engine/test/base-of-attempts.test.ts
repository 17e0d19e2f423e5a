import { DispatchSpec } from "@fabrikk/state";
import { describe, expect, it } from "vitest";

import { chainScenario } from "./scenarios/chain-scenario.ts";
import { streamScenario } from "./scenarios/stream-scenario.ts";
import { prepareScenario } from "./simulation/prepare-scenario.ts";
import { createWorld, type World } from "./simulation/world.ts";

const schedules = ["waves", "continuous"] as const;

describe("FAB-PLAN-008: what a worker starts from", () => {
  it.each(schedules)("%s: the work that it builds on is in its workspace", async (schedule) => {
    const world = await played(chainScenario({ schedule }));
    const { "SIM-1": first = "", "SIM-2": second = "" } = world.prepared.tasks;
    const { created, tasks } = world.state();
    expect(dispatchOf(world, first).base_commit).toBe(created?.base_commit);
    const next = dispatchOf(world, second);
    expect(next.base_commit).toBe(tasks.get(first)?.commit);
    expect(world.repository.filesOf(next.start_tree).get("src/one.ts")?.text).toBe("one");
  });

  it("waves: every worker of a wave starts from the branch as the wave before left it", async () => {
    const world = await played(streamScenario("waves"));
    const { checkpoints, created } = world.state();
    for (const [index, { tasks_completed: tasks }] of checkpoints.entries()) {
      const before = index === 0 ? created?.base_commit : checkpoints[index - 1]?.git_sha;
      const bases = tasks.map((task) => lastDispatch(world, task).base_commit);
      expect(bases).toEqual(tasks.map(() => before));
    }
    expect(checkpoints.length).toBeGreaterThan(3);
  });

  it("continuous: every worker starts from the branch as it is then, whatever it was at the start of the others", async () => {
    const world = await played(streamScenario("continuous"));
    const intents = world.events.flatMap((event) =>
      event.type === "step-started" && event.kind === "work" ? [{ seq: event.seq, intent: event.intent }] : [],
    );
    for (const { seq, intent } of intents) expect(intent).toMatchObject({ base_commit: headBefore(world, seq) });
    const bases = new Set(intents.map(({ intent }) => (intent as { base_commit: string }).base_commit));
    expect(bases.size).toBeGreaterThan(4);
  });
});

async function played(scenario: Parameters<typeof prepareScenario>[0]): Promise<World> {
  const world = createWorld(await prepareScenario(scenario));
  expect(await world.engine()).toBe("completed");
  return world;
}

function dispatchOf(world: World, task: string, attempt = 1): DispatchSpec {
  return DispatchSpec.parse(JSON.parse(world.read(`tasks/${task}/attempt-${attempt}/dispatch.json`) ?? ""));
}

function lastDispatch(world: World, task: string): DispatchSpec {
  return dispatchOf(world, task, world.state().tasks.get(task)?.attempts.length ?? 0);
}

/** Where the branch was when a record was written. */
function headBefore({ events, state }: World, seq: number): string | undefined {
  const moves = events.flatMap((event) =>
    event.seq < seq && event.type === "step-finished" && event.output.kind === "move-branch" ? [event.output.new] : [],
  );
  return moves.at(-1) ?? state().created?.base_commit;
}
