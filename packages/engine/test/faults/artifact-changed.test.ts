import { expect, it } from "vitest";

import { chainScenario } from "../scenarios/chain-scenario.ts";
import { memoryFile } from "../simulation/memory-file.ts";
import { runFolder } from "../simulation/memory-run-files.ts";
import { endOf, onRecord } from "../simulation/on-record.ts";
import { prepareScenario } from "../simulation/prepare-scenario.ts";
import { createWorld } from "../simulation/world.ts";

const file = `${runFolder}/run-artifact.json`;

it.each([
  ["changed", (text: string) => text.replace("MUST have one", "MUST have none")],
  ["cut off", (text: string) => text.slice(0, -20)],
  ["removed", () => null],
])(
  "FAB-HUM-002: an artifact that was %s after the approval is refused before anything is done, and is good again when put back",
  async (_, change) => {
    const world = createWorld(await prepareScenario(chainScenario()));
    expect(await world.engine(onRecord(endOf("checkpoint"), world.kill))).toBe("crashed");
    const approved = world.read("run-artifact.json") ?? "";
    const changed = change(approved);
    expect(changed).not.toBe(approved);
    if (changed === null) world.machine.disk.remove(file);
    else world.machine.disk.write(file, memoryFile(changed));
    const before = world.events.length;
    await expect(world.engine()).rejects.toMatchObject({ code: "FABRIKK_ENGINE_ARTIFACT_CHANGED" });
    expect(world.events.slice(before).map(({ type }) => type)).toEqual(["epoch-opened"]);

    world.machine.disk.write(file, memoryFile(approved));
    expect(await world.engine()).toBe("completed");
  },
);
