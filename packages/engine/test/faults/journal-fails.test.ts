import { setImmediate } from "node:timers/promises";

import { expect, it } from "vitest";

import { streamScenario } from "../scenarios/stream-scenario.ts";
import { wholeScenario } from "../scenarios/whole-scenario.ts";
import { endingOf } from "../simulation/ending.ts";
import { everyRecord } from "../simulation/every-record.ts";
import { runFolder } from "../simulation/memory-run-files.ts";
import { prepareScenario } from "../simulation/prepare-scenario.ts";
import { createWorld, type World } from "../simulation/world.ts";

it.each([
  ["waves", wholeScenario],
  ["continuous", streamScenario("continuous")],
])(
  "FAB-RUN-002: at a failed sync of any record, in the schedule %s, the engine stops with that error and writes nothing more, and the next one ends the same (J7)",
  async (_, scenario) => {
    const prepared = await prepareScenario(scenario);
    const whole = createWorld(prepared);
    await whole.engine();
    const plain = await endingOf(whole);
    for (const failAt of everyRecord(whole).filter(({ seq, side }) => side === (seq % 2 === 0 ? "before" : "after"))) {
      const world = createWorld(prepared);
      await expect(world.engine({ failAt })).rejects.toMatchObject({ code: "FABRIKK_STATE_JOURNAL_SYNC_FAILED" });
      expect(world.events).toHaveLength(failAt.side === "before" ? failAt.seq - 1 : failAt.seq);
      const left = stateOfDisk(world);
      await setImmediate();
      expect(stateOfDisk(world)).toEqual(left);
      expect(await world.engine()).toBe("completed");
      expect(await endingOf(world)).toEqual(plain);
    }
  },
  60_000,
);

/** What an engine that is still at work behind its own error would change. */
function stateOfDisk({ events, machine }: World) {
  const files = [...machine.disk.list(runFolder)].map(([path, { id }]) => `${path} ${id}`);
  return { files, records: events.length, processes: machine.processes.size };
}
