import { refusedAttempts } from "@fabrikk/state";
import { describe, expect, it } from "vitest";

import { chainScenario, type ChainPart } from "../scenarios/chain-scenario.ts";
import { endingOf } from "../simulation/ending.ts";
import { memoryFile } from "../simulation/memory-file.ts";
import { installed } from "../simulation/memory-programs.ts";
import { prepareScenario } from "../simulation/prepare-scenario.ts";
import { createWorld, type World } from "../simulation/world.ts";

describe.each(["waves", "continuous"] as const)(
  "a command that cannot be run on this machine, schedule %s",
  (schedule) => {
    it("FAB-HYG-002, FAB-HUM-004: as a task's check: a person is asked, nothing is counted, and it is mended later", async () => {
      const { world, first, second } = await worldOf({ schedule, check: "linter src/one.ts" });
      expect(await world.engine()).toBe("needs-person");
      const asked = world.state();
      expect(asked.tasks.get(first)?.blocked).toMatchObject({
        code: "FABRIKK_ENGINE_VERDICT_UNKNOWN",
        needsPerson: true,
      });
      expect(asked.paused?.detail).toContain("linter");
      expect([...asked.tasks.values()].flatMap(refusedAttempts)).toEqual([]);
      expect(asked.tasks.get(second)?.attempts).toEqual([]);
      expect(JSON.parse(world.read("status.json") ?? "")).toMatchObject({ state: "paused", needs_person: true });

      install(world);
      expect(await world.engine()).toBe("completed");
      expect(
        world
          .state()
          .tasks.get(first)
          ?.attempts.map(({ status }) => status),
      ).toEqual(["integrated"]);
      expect((await endingOf(world)).open).toEqual([]);
    });

    it("FAB-HYG-002: as the quality gate: what was accepted waits, and no work is done again when it is mended", async () => {
      const { world, first } = await worldOf({ schedule, gate: "linter" });
      expect(await world.engine()).toBe("needs-person");
      expect(world.state().paused?.detail).toContain("linter");
      expect((await endingOf(world)).commits).toEqual([]);
      expect(await world.engine()).toBe("needs-person");

      install(world);
      expect(await world.engine()).toBe("completed");
      expect(
        world
          .state()
          .tasks.get(first)
          ?.attempts.map(({ status }) => status),
      ).toEqual(["integrated"]);
    });
  },
);

async function worldOf(part: ChainPart): Promise<{ world: World; first: string; second: string }> {
  const prepared = await prepareScenario(chainScenario(part));
  const { "SIM-1": first = "", "SIM-2": second = "" } = prepared.tasks;
  return { world: createWorld(prepared), first, second };
}

function install({ machine }: World): void {
  machine.disk.write(`${installed}/linter`, memoryFile(""));
}
