import { expect, it } from "vitest";

import { streamScenario } from "../scenarios/stream-scenario.ts";
import { wholeScenario } from "../scenarios/whole-scenario.ts";
import { endingOf } from "../simulation/ending.ts";
import { onRecord } from "../simulation/on-record.ts";
import { prepareScenario } from "../simulation/prepare-scenario.ts";
import { createWorld } from "../simulation/world.ts";

it.each([
  ["waves", wholeScenario],
  ["continuous", streamScenario("continuous")],
])(
  "FAB-RUN-008: asked to stop at any record, in the schedule %s, it pauses, and goes on later to the same tree with nothing counted",
  async (_, scenario) => {
    const prepared = await prepareScenario(scenario);
    const whole = createWorld(prepared);
    await whole.engine();
    const plain = await endingOf(whole);
    const last = whole.events.length - 2; // once the report is there, it only remains to say so
    for (let seq = prepared.events.length + 2; seq <= last; seq += 1) {
      const world = createWorld(prepared);
      const stop = new AbortController();
      const asked = onRecord(
        (event) => event.seq === seq,
        () => stop.abort(),
      );
      expect(await world.engine({ ...asked, signal: stop.signal })).toBe("stopped");
      expect(world.events.at(-1)).toMatchObject({ type: "run-paused", reason: "stopped" });
      expect(JSON.parse(world.read("status.json") ?? "")).toMatchObject({ state: "paused", needs_person: false });
      expect(await world.engine()).toBe("completed");
      expect(await endingOf(world)).toEqual(plain);
    }
  },
  60_000,
);
