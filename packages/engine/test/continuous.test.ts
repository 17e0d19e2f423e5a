import { stepKinds, type JournalEvent, type StepKind } from "@fabrikk/state";
import { beforeAll, describe, expect, it } from "vitest";

import { streamScenario } from "./scenarios/stream-scenario.ts";
import { createChance } from "./simulation/chance.ts";
import { commitsOf, endingOf, type Ending } from "./simulation/ending.ts";
import { everyRecord } from "./simulation/every-record.ts";
import { fatedLife } from "./simulation/fated-life.ts";
import { prepareScenario, type PreparedRun } from "./simulation/prepare-scenario.ts";
import { clashesOf, widthOf } from "./simulation/under-way.ts";
import { createWorld, type EngineLife, type World } from "./simulation/world.ts";

/** How many schedules: raise it to look harder. */
const schedules = Number(process.env["FABRIKK_SIMULATION_SCHEDULES"] ?? "120");

let prepared: PreparedRun;
let whole: World;
let plain: Ending;

beforeAll(async () => {
  prepared = await prepareScenario(streamScenario("continuous"));
  whole = createWorld(prepared);
  await whole.engine();
  plain = await endingOf(whole);
});

describe("FAB-PLAN-012: the continuous schedule", () => {
  it("ends in the same tree, with the same commits, as waves do", async () => {
    expect(plain.outcome).toBe("completed");
    expect(plain.commits).toHaveLength(9);
    const world = createWorld(await prepareScenario(streamScenario("waves")));
    await world.engine();
    expect(await endingOf(world)).toEqual(plain);
  });

  it("starts a task as soon as what it needs is integrated, and does not wait for the slowest of a wave", () => {
    const { tasks } = prepared;
    const at = (key: string, type: JournalEvent["type"]) =>
      whole.events.findIndex((event) => event.type === type && "key" in event && event.key === `g1/${key}`);
    const slowestEnds = at(`${tasks["SIM-2"]}/attempt-1/work`, "step-finished");
    for (const id of ["SIM-3", "SIM-4", "SIM-6", "SIM-7"]) {
      expect(at(`${tasks[id]}/attempt-1/work`, "step-started")).toBeGreaterThan(-1);
      expect(at(`${tasks[id]}/attempt-1/work`, "step-started")).toBeLessThan(slowestEnds);
    }
    expect(widthOf(whole)).toBe(4);
  });

  it("moves the branch once per task, each time to a commit whose tree was verified, and it is never red", async () => {
    const moves = whole.events.flatMap((event) =>
      event.type === "step-finished" && event.output.kind === "move-branch" ? [event.output] : [],
    );
    expect(moves.map(({ commits }) => commits.length)).toEqual(plain.commits.map(() => 1));
    expect(moves.slice(1).map(({ old }) => old)).toEqual(moves.slice(0, -1).map((move) => move.new));
    const commits = await commitsOf(whole);
    expect(commits.map(({ commit }) => commit).toReversed()).toEqual(moves.map((move) => move.new));
    const verified = [...whole.state().evidence.values()].filter(({ subject }) => subject.includes("not-both"));
    for (const { tree } of commits) {
      expect(verified.filter((fact) => fact.tree === tree)).toMatchObject([{ value: "pass" }]);
    }
  });

  it("FAB-VER-011: of two tasks green alone and red together the later goes back, and the rest go on", () => {
    const attempts = whole.state().tasks.get(prepared.tasks["SIM-2"] ?? "")?.attempts;
    expect(attempts?.map(({ status }) => status)).toEqual(["rejected", "integrated"]);
    expect(attempts?.[0]?.verdict?.value).toBe("fail");
  });

  it("FAB-EXEC-003: never has two tasks at work at once that could touch one file", () => {
    expect(clashesOf(whole)).toEqual([]);
  });

  it("FAB-RUN-003: writes a checkpoint at rest, of all that came since the last", () => {
    const { tasks } = prepared;
    const checkpoints = whole.state().checkpoints;
    expect(checkpoints.map((one) => one.tasks_completed.length)).toEqual([8, 1]);
    expect(checkpoints[0]?.tasks_failed).toEqual([tasks["SIM-2"]]);
    expect(checkpoints[0]?.files_changed).toContain("src/eight.ts");
    expect(checkpoints.map((one) => one.wave)).toEqual([1, 2]);
    expect(JSON.parse(whole.read("checkpoints/wave-001.json") ?? "")).toEqual(checkpoints[0]);
  });

  it("takes every kind of step, and leaves nothing behind", () => {
    const kinds = new Set<StepKind>([...whole.state().steps.values()].map(({ kind }) => kind));
    expect([...kinds].toSorted()).toEqual([...stepKinds].toSorted());
    expect([...whole.state().steps.values()].filter(({ output }) => output === null)).toEqual([]);
    expect(whole.machine.disk.rooms()).toEqual(["/sim/run"]);
  });
});

describe("FAB-PLAN-012: an engine of the continuous schedule that dies", () => {
  it("FAB-RUN-002: at every record, before and after, it ends in the same tree and the same commits, each once", async () => {
    for (const crashAt of everyRecord(whole))
      expect({ crashAt, ...(await endAfter({ crashAt })) }).toEqual({ crashAt, ...plain, ...noFaults });
  }, 60_000);

  it("FAB-RUN-002: between records, inside of its steps, it ends the same", async () => {
    for (let dieAt = 1; dieAt <= whole.moments(); dieAt += 15)
      expect({ dieAt, ...(await endAfter({ dieAt })) }).toEqual({ dieAt, ...plain, ...noFaults });
  }, 60_000);

  it("FAB-RUN-002: killed, stopped and robbed of its disk time and again, under many schedules, it still ends the same", async () => {
    for (let seed = 1; seed <= schedules; seed += 1) {
      const chance = createChance(seed);
      const world = createWorld(prepared);
      for (let left = 1 + chance(4); left > 0 && world.state().ended === null; left -= 1) {
        await world.engine(fatedLife(world, chance)).catch(() => {});
      }
      await world.engine({ seed });
      expect({ seed, ...(await endingOf(world)), ...faultsOf(world) }).toEqual({ seed, ...plain, ...noFaults });
    }
  }, 60_000);
});

/** How the run ends when its first engine dies like this. */
async function endAfter(life: EngineLife): Promise<Ending & Faults> {
  const world = createWorld(prepared);
  expect(await world.engine(life)).toBe("crashed");
  await world.engine();
  return { ...(await endingOf(world)), ...faultsOf(world) };
}

interface Faults {
  /** Pairs of tasks at work at once that could touch one file. */
  readonly clashes: readonly string[];
  /** Steps that were started and never finished nor recovered (J4). */
  readonly unfinished: readonly string[];
}

const noFaults: Faults = { clashes: [], unfinished: [] };

function faultsOf(world: World): Faults {
  const unfinished = [...world.state().steps.values()].filter(({ output }) => output === null);
  return { clashes: clashesOf(world), unfinished: unfinished.map(({ key }) => key) };
}
