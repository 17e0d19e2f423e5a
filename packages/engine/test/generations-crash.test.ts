import { beforeAll, describe, expect, it } from "vitest";

import { changedScenario, type ChangedPart } from "./scenarios/changed-scenario.ts";
import { createChance } from "./simulation/chance.ts";
import { endingOf, type Ending } from "./simulation/ending.ts";
import { everyRecord } from "./simulation/every-record.ts";
import { fatedLife } from "./simulation/fated-life.ts";
import type { RecordPoint } from "./simulation/memory-journal.ts";
import {
  planScenario,
  prepareScenario,
  type PlannedScenario,
  type PreparedRun,
} from "./simulation/prepare-scenario.ts";
import { updateWorld, type UpdateFate } from "./simulation/update-world.ts";
import { createWorld, type EngineLife, type World } from "./simulation/world.ts";

const schedules = ["waves", "continuous"] as const;

/** A run that is completed, updated and completed again, where nobody dies. */
interface Whole {
  readonly prepared: PreparedRun;
  readonly changed: PlannedScenario;
  readonly world: World;
  readonly ending: Ending;
  /** How many moments the update has. */
  readonly moments: number;
}

describe.each(schedules)("FAB-INT-009: a run that is updated after its end, schedule %s", (schedule) => {
  let whole: Whole;
  beforeAll(async () => {
    whole = await playWhole({ schedule });
  });

  it("ends completed with all that the changed spec says", () => {
    expect(whole.ending).toMatchObject({ outcome: "completed", open: [], repeated: [] });
    expect(whole.ending.commits).toHaveLength(9);
  });

  it("FAB-RUN-002: an update that dies at any record or moment has happened or has not, and can be made again", async () => {
    const generations = new Set<number>();
    for (const fate of updateFates(whole)) {
      const world = await endedWorld(whole);
      expect(await updateWorld(world, whole.changed, fate)).toBe("crashed");
      const { generation } = world.state();
      generations.add(generation);
      if (generation === 1) await isStillTheOldRun(world);
      if (generation === 1) await updateWorld(world, whole.changed);
      await goOn(whole, world);
      expect({ fate, ...(await endingOf(world, whole.changed.artifact)) }).toEqual({ fate, ...whole.ending });
    }
    expect(generations).toEqual(new Set([1, 2]));
  }, 60_000);

  it("FAB-RUN-002: an engine that dies at any record of the new generation ends the same", async () => {
    const updated = whole.world.events.findIndex(({ type }) => type === "run-updated") + 1;
    for (const crashAt of everyRecord(whole.world).filter(({ seq }) => seq > updated)) {
      const world = await endedWorld(whole);
      await updateWorld(world, whole.changed);
      expect(await goOn(whole, world, { crashAt })).toBe("crashed");
      await goOn(whole, world);
      expect({ crashAt, ...(await endingOf(world, whole.changed.artifact)) }).toEqual({ crashAt, ...whole.ending });
    }
  }, 60_000);
});

// Nobody finds anything here: a review that was given and not judged is asked again after an update, and may say another thing.
describe.each(schedules)("FAB-INT-009: a run that is updated in the middle, schedule %s", (schedule) => {
  let whole: Whole;
  let result: Result;
  beforeAll(async () => {
    whole = await playWhole({ schedule, withFault: false });
    result = await resultOf(whole, whole.world);
  });

  it("FAB-RUN-002, FAB-TOP-003: after its engine died at any record, it ends with what the changed spec says", async () => {
    const updated = whole.world.events.findIndex(({ type }) => type === "run-updated");
    for (const crashAt of everyRecord(whole.world).filter(({ seq }) => seq < updated)) {
      const world = createWorld(whole.prepared);
      expect(await world.engine({ crashAt })).toBe("crashed");
      await updateWorld(world, whole.changed);
      await goOn(whole, world);
      expect({ crashAt, ...(await resultOf(whole, world)) }).toEqual({ crashAt, ...result });
    }
  }, 60_000);

  it("FAB-RUN-002: killed, stopped and updated at any time, under many schedules, it ends with what the changed spec says", async () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const chance = createChance(seed);
      const world = createWorld(whole.prepared);
      for (let left = chance(4); left > 0; left -= 1) await world.engine(fatedLife(world, chance)).catch(() => {});
      await updateWorld(world, whole.changed, { dieAt: 1 + chance(20) });
      if (world.state().generation === 1) await updateWorld(world, whole.changed);
      for (let left = chance(3); left > 0; left -= 1) {
        await goOn(whole, world, fatedLife(world, chance)).catch(() => {});
      }
      await goOn(whole, world, { seed });
      expect({ seed, ...(await resultOf(whole, world)) }).toEqual({ seed, ...result });
    }
  }, 60_000);
});

/** What must be the same, however much of the old spec was done before. */
interface Result extends Omit<Ending, "tree" | "commits"> {
  /** All but those that only the old spec asked for. */
  readonly files: readonly string[];
  readonly dispatchedTwice: readonly string[];
}

async function playWhole(part: ChangedPart): Promise<Whole> {
  const prepared = await prepareScenario(changedScenario("before", part));
  const changed = await planScenario(changedScenario("after", part));
  const world = createWorld(prepared);
  await world.engine();
  const moments = Number(await updateWorld(world, changed));
  await world.engine({ cassette: changed.cassette });
  return { prepared, changed, world, moments, ending: await endingOf(world, changed.artifact) };
}

/** A world whose run is completed, and not updated yet. */
async function endedWorld({ prepared }: Whole): Promise<World> {
  const world = createWorld(prepared);
  expect(await world.engine()).toBe("completed");
  return world;
}

async function goOn({ changed }: Whole, world: World, life: EngineLife = {}): Promise<string> {
  return await world.engine({ ...life, cassette: changed.cassette });
}

/** Both sides of both records that an update writes, and every moment of it. */
function updateFates({ world, moments }: Whole): readonly UpdateFate[] {
  const ended = world.events.findIndex(({ type }) => type === "run-ended") + 1;
  const points = [1, 2].flatMap((more): RecordPoint[] => [
    { seq: ended + more, side: "before" },
    { seq: ended + more, side: "after" },
  ]);
  return [
    ...points.map((crashAt) => ({ crashAt })),
    ...Array.from({ length: moments }, (_, at) => ({ dieAt: at + 1 })),
  ];
}

/** An update that did not happen changed nothing: the run says how it ended, and does nothing. */
async function isStillTheOldRun(world: World): Promise<void> {
  const before = world.events.length;
  expect(await world.engine()).toBe("completed");
  expect(world.events.slice(before).map(({ type }) => type)).toEqual(["epoch-opened"]);
}

async function resultOf({ changed }: Whole, world: World): Promise<Result> {
  const { tree, commits: _, ...same } = await endingOf(world, changed.artifact);
  const files = [...world.repository.filesOf(tree)].filter(([path]) => !path.startsWith("src/five."));
  const dispatches = dispatchesOf(world);
  return {
    ...same,
    files: files.map(([path, { text }]) => `${path}: ${text}`),
    dispatchedTwice: dispatches.filter((id, index) => dispatches.indexOf(id) !== index),
  };
}

/** Dispatch ids over all generations, as often as they were used. */
function dispatchesOf({ events }: World): readonly string[] {
  return events.flatMap((event) => {
    if (event.type !== "step-started" || event.kind !== "work") return [];
    const { task, attempt } = event.intent as { task: string; attempt: number };
    return [`${task} ${attempt}`];
  });
}
