import { describe, expect, it } from "vitest";

import { chainScenario, type ChainPart } from "../scenarios/chain-scenario.ts";
import { session, withTest } from "../scenarios/sessions.ts";
import { endingOf } from "../simulation/ending.ts";
import type { MemoryProcess } from "../simulation/memory-commands.ts";
import { endOf } from "../simulation/on-record.ts";
import { prepareScenario } from "../simulation/prepare-scenario.ts";
import { createWorld, type World } from "../simulation/world.ts";

const slowCheck: ChainPart = { check: "sleep 60000 && has src/one.ts" };
const slowWorker: ChainPart = {
  sessions: (tasks) => {
    const honest = session(tasks["SIM-1"] ?? "", 0, { files: withTest("one", "one") });
    return [{ ...honest, actions: [{ do: "run", command: "sleep 60000" }, ...honest.actions] }];
  },
};

describe("a process that outlives its engine", () => {
  it.each([
    ["a check", slowCheck, "verify"],
    ["a worker", slowWorker, "work"],
  ])("FAB-RUN-002: %s: the next engine ends it before it looks at what was done", async (_, part, kind) => {
    const world = createWorld(await prepareScenario(chainScenario(part)));
    const leftover = await dieBesideProcess(world);
    let survived: boolean | null = null;
    const end = await world.engine({
      onEvent: (event) => {
        if (event.type === "record-written" && endOf(kind)(event.event))
          survived ??= world.machine.processes.has(leftover);
      },
    });
    expect(end).toBe("completed");
    expect(survived).toBe(false);
    expect(leftover.stop.signal.aborted).toBe(true);
    expect((await endingOf(world)).processes).toBe(0);
  });
});

/** Kills the first engine as soon as a process runs that lasts. */
async function dieBesideProcess(world: World): Promise<MemoryProcess> {
  const found: MemoryProcess[] = [];
  const look = (): void => {
    if (found.length > 0) return;
    found.push(...world.machine.processes);
    if (found.length > 0) world.kill();
  };
  expect(await world.engine({ onEvent: () => setImmediate(look) })).toBe("crashed");
  const [leftover] = found;
  if (leftover === undefined) throw new Error("no process was left");
  return leftover;
}
