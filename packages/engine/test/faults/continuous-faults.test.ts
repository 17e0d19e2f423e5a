import { describe, expect, it } from "vitest";

import { contendedScenario, type ContendedTask } from "../scenarios/contended-scenario.ts";
import { streamScenario } from "../scenarios/stream-scenario.ts";
import { endingOf } from "../simulation/ending.ts";
import { memoryFile } from "../simulation/memory-file.ts";
import { installed } from "../simulation/memory-programs.ts";
import { prepareScenario } from "../simulation/prepare-scenario.ts";
import { createWorld, type EngineLife, type World } from "../simulation/world.ts";

const schedules = ["waves", "continuous"] as const;

describe("FAB-PLAN-012: the continuous schedule in trouble", () => {
  it("FAB-EXEC-011: a wrong configuration stops the run at once: the other workers are called off, and all goes on once it is mended", async () => {
    const prepared = await prepareScenario(streamScenario("continuous"));
    const whole = createWorld(prepared);
    await whole.engine();
    const wrong = prepared.tasks["SIM-3"] ?? "";
    const entries = prepared.cassette.entries.filter(({ task }) => task !== wrong);
    const world = createWorld(prepared);
    await expect(world.engine({ cassette: { schema: 1, entries } })).rejects.toMatchObject({
      code: "FABRIKK_AGENTS_CASSETTE_MISS",
    });
    expect(world.machine.processes.size).toBe(0);
    expect(world.events.at(-1)?.type).not.toBe("run-paused");
    expect(await world.engine()).toBe("completed");
    expect(statusesOf(world, "SIM-3")).toEqual(["cancelled", "refused", "integrated"]);
    expect(await endingOf(world)).toEqual(await endingOf(whole));
  });

  it("FAB-HUM-004: a question to a person calls nobody off: who is at work ends it, nothing more is begun", async () => {
    const prepared = await prepareScenario(streamScenario("continuous"));
    const world = createWorld(prepared);
    expect(await world.engine(withoutGate)).toBe("needs-person");
    const statuses = [...world.state().tasks.values()].map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([...Array(4).fill("accepted"), ...Array(4).fill("pending")]);
    expect(await world.engine()).toBe("completed");
    expect(statusesOf(world, "SIM-1")).toEqual(["integrated"]);
  });
});

describe.each(schedules)("work that waited for a person while the branch went on, schedule %s", (schedule) => {
  const waiting: ContendedTask = {
    id: "SIM-1",
    priority: "MUST",
    files: "src/shared.ts, src/one.ts",
    check: "linter && has src/one.ts",
    writes: [{ "src/shared.ts": "older", "src/one.ts": "mine" }, { "src/one.ts": "mine" }],
  };
  const between: ContendedTask = {
    id: "SIM-2",
    priority: "MUST",
    files: "src/shared.ts",
    check: "contains src/shared.ts between",
    writes: [{ "src/shared.ts": "between" }],
  };

  it("FAB-VER-011, FAB-EXEC-009: goes back instead of taking a later change away, and is done again on the branch as it is", async () => {
    const world = createWorld(await prepareScenario(contendedScenario([waiting, between], { schedule })));
    expect(await world.engine()).toBe("needs-person");
    expect(statusesOf(world, "SIM-2")).toEqual(["integrated"]);
    world.machine.disk.write(`${installed}/linter`, memoryFile(""));
    expect(await world.engine()).toBe("completed");
    expect(statusesOf(world, "SIM-1")).toEqual(["rejected", "integrated"]);
    const [refused] = world.state().tasks.get(world.prepared.tasks["SIM-1"] ?? "")?.attempts ?? [];
    expect(refused?.verdict?.conditions.map(({ code }) => code)).toContain("FABRIKK_ENGINE_BASE_MOVED");
    const files = world.repository.filesOf(world.state().branch?.tree ?? "");
    expect([files.get("src/shared.ts")?.text, files.get("src/one.ts")?.text]).toEqual(["between", "mine"]);
  });
});

/** The gate's program is missing on this machine. */
const withoutGate: EngineLife = {
  ports: (ports) => ({
    ...ports,
    commands: {
      ...ports.commands,
      run: async (spec, signal) => {
        const isGate = spec.argv.some((word) => word.includes("not-both"));
        return await ports.commands.run(isGate ? { ...spec, argv: ["not-installed"] } : spec, signal);
      },
    },
  }),
};

function statusesOf(world: World, requirement: string): readonly string[] | undefined {
  return world
    .state()
    .tasks.get(world.prepared.tasks[requirement] ?? "")
    ?.attempts.map(({ status }) => status);
}
