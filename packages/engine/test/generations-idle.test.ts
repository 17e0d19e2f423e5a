import type { RunArtifact } from "@fabrikk/state";
import { beforeAll, describe, expect, it } from "vitest";

import { chainScenario } from "./scenarios/chain-scenario.ts";
import { session } from "./scenarios/sessions.ts";
import { endingOf } from "./simulation/ending.ts";
import {
  planScenario,
  prepareScenario,
  type PlannedScenario,
  type PreparedRun,
} from "./simulation/prepare-scenario.ts";
import { updateWorld } from "./simulation/update-world.ts";
import { createWorld, type World } from "./simulation/world.ts";

let prepared: PreparedRun;
let reworded: PlannedScenario;
let bounded: PlannedScenario;
let both: PlannedScenario;

beforeAll(async () => {
  prepared = await prepareScenario(chainScenario());
  reworded = await planIdle(withOtherWords);
  bounded = await planIdle(withBoundary);
  both = await planIdle((artifact) => withBoundary(withOtherWords(artifact)));
});

describe("FAB-INT-009, FAB-VER-001: workers that do nothing after an update", () => {
  it("are refused where the words of the requirement changed, though every check passes", async () => {
    const world = await ended();
    await updateWorld(world, reworded);
    expect(await goOn(world, reworded)).toBe("blocked");
    expect(codesOf(world, "SIM-1")).toEqual(Array(4).fill("FABRIKK_VERIFIER_NO_CHANGE"));
    expect((await endingOf(world, reworded.artifact)).open[0]).toContain("SIM-1: task sim-1 is blocked");
  });

  it("FAB-VIEW-006: pass where only rules changed, and the report says what was not made anew", async () => {
    const world = await ended();
    await updateWorld(world, bounded);
    expect(await goOn(world, bounded)).toBe("completed");
    expect(codesOf(world, "SIM-1")).toEqual(["FABRIKK_VERIFIER_NOT_DONE_ANEW"]);
    expect(codesOf(world, "SIM-2")).toEqual(["FABRIKK_VERIFIER_NOT_DONE_ANEW"]);
    const open = world.read("report/report.md")?.split("## Not proven\n\n")[1]?.split("\n\n")[0] ?? "";
    expect(open).toContain("`FABRIKK_VERIFIER_NOT_DONE_ANEW`: sim-1 was to be done again");
    expect(open).toContain("`FABRIKK_VERIFIER_NOT_DONE_ANEW`: sim-2 was to be done again");
  });

  it("are refused where the words changed in an update before the last one, and nobody has worked since", async () => {
    const world = await ended();
    await updateWorld(world, reworded);
    await updateWorld(world, both);
    expect([...world.state().redone]).toEqual([
      ["sim-1", "requirements"],
      ["sim-2", "dependency"],
    ]);
    expect(await goOn(world, both)).toBe("blocked");
  });

  it("are refused where an id was taken out of the spec and is used again", async () => {
    const world = await ended();
    await updateWorld(world, await planIdle(withoutSecond));
    await updateWorld(world, await planScenario({ ...chainScenario({ sessions: idle }) }));
    expect(await goOn(world, prepared, idle(prepared.tasks))).toBe("blocked");
    expect(codesOf(world, "SIM-2")).toContain("FABRIKK_VERIFIER_NO_CHANGE");
  });
});

const idle = (tasks: PlannedScenario["tasks"]) =>
  Object.values(tasks).flatMap((task) => [1, 2, 3, 4].map((settled) => session(task, settled, { files: {} })));

async function planIdle(decide: (artifact: RunArtifact) => RunArtifact): Promise<PlannedScenario> {
  return await planScenario({ ...chainScenario({ sessions: idle }), decide });
}

function withOtherWords(artifact: RunArtifact): RunArtifact {
  const [first, ...others] = artifact.requirements;
  return {
    ...artifact,
    requirements: first === undefined ? [] : [{ ...first, text: "It MUST be another one." }, ...others],
  };
}

function withBoundary(artifact: RunArtifact): RunArtifact {
  return { ...artifact, boundaries: { ...artifact.boundaries, always: [{ text: "be kind", paths: [] }] } };
}

function withoutSecond(artifact: RunArtifact): RunArtifact {
  return {
    ...artifact,
    requirements: artifact.requirements.filter(({ id }) => id !== "SIM-2"),
    groupings: artifact.groupings.filter(({ requirement_ids: ids }) => !ids.includes("SIM-2")),
    dependencies: [],
  };
}

async function ended(): Promise<World> {
  const world = createWorld(prepared);
  expect(await world.engine()).toBe("completed");
  return world;
}

async function goOn(world: World, { cassette }: PlannedScenario, first: PlannedScenario["cassette"]["entries"] = []) {
  return await world.engine({ cassette: { ...cassette, entries: [...first, ...cassette.entries] } });
}

/** What the verdicts of this generation's attempts say that is no pass. */
function codesOf(world: World, requirement: string): readonly (string | null)[] {
  const attempts = world.state().tasks.get(prepared.tasks[requirement] ?? "")?.attempts ?? [];
  return attempts
    .filter(({ generation }) => generation > 1)
    .map(({ verdict }) => verdict?.conditions.find(({ value }) => value !== "pass")?.code ?? null);
}
