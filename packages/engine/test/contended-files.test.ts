import { describe, expect, it } from "vitest";

import { contendedScenario, type ContendedTask } from "./scenarios/contended-scenario.ts";
import { endingOf } from "./simulation/ending.ts";
import { everyRecord } from "./simulation/every-record.ts";
import { prepareScenario, type Scenario } from "./simulation/prepare-scenario.ts";
import { createWorld, type World } from "./simulation/world.ts";

const first: ContendedTask = {
  id: "SIM-1",
  priority: "MUST",
  files: "src/one.ts",
  check: "contains src/one.ts same",
  writes: [{ "src/one.ts": "same" }],
};

describe("tasks that want the same file", () => {
  it("FAB-EXEC-009: a retry does not take back what the branch has changed since its last attempt", async () => {
    const between: ContendedTask = {
      id: "SIM-2",
      priority: "MUST",
      files: "src/shared.ts",
      check: "contains src/shared.ts between",
      dependsOn: "SIM-1",
      writes: [{ "src/shared.ts": "between" }],
    };
    const sentBack: ContendedTask = {
      id: "SIM-3",
      priority: "MUST",
      files: "src/shared.ts, src/two.ts",
      check: "has src/two.ts",
      writes: [{ "src/shared.ts": "older", "src/two.ts": "same" }, { "src/two.ts": "other" }],
    };
    const world = await played(contendedScenario([first, between, sentBack]));
    expect(statuses(world, "SIM-3")).toEqual(["rejected", "integrated"]);
    expect(fileOnBranch(world, "src/shared.ts")).toBe("between");
    expect(await differentAfterCrashes(world)).toEqual([]);
  });

  it("FAB-VER-011: a task that breaks what an earlier one proved goes back, though its own checks pass", async () => {
    const breaking: ContendedTask = {
      id: "SIM-2",
      priority: "MUST",
      files: "src/one.ts, src/other.ts",
      check: "has src/other.ts",
      dependsOn: "SIM-1",
      writes: [
        { "src/one.ts": "broken", "src/other.ts": "there" },
        { "src/one.ts": "same again", "src/other.ts": "there" },
      ],
    };
    const world = await played(contendedScenario([first, breaking]));
    expect(statuses(world, "SIM-2")).toEqual(["rejected", "integrated"]);
    const [refused] = world.state().tasks.get(world.prepared.tasks["SIM-2"] ?? "")?.attempts ?? [];
    expect(refused?.verdict?.conditions.filter(({ value }) => value === "fail")).toMatchObject([
      { code: "FABRIKK_VERIFIER_CHECK_FAILED", condition: "check: command: contains src/one.ts same" },
    ]);
    expect(fileOnBranch(world, "src/one.ts")).toBe("same again");
  });

  it("FAB-RUN-002: a wave whose engine died keeps the files of what is under way, when a wave-mate is blocked", async () => {
    const refused: ContendedTask = { ...first, check: "lacks src/one.ts" };
    const underWay: ContendedTask = {
      id: "SIM-2",
      priority: "SHOULD",
      files: "src/two.ts",
      check: "contains src/two.ts mine",
      writes: [{ "src/two.ts": "mine" }],
    };
    const waiting: ContendedTask = {
      id: "SIM-3",
      priority: "MUST",
      files: "src/one.ts, src/two.ts",
      check: "contains src/two.ts mine",
      writes: [{ "src/one.ts": "built on two" }],
    };
    const world = await played(contendedScenario([refused, underWay, waiting], { retries: 0 }), "blocked");
    expect(statuses(world, "SIM-3")).toEqual(["integrated"]);
    expect(await differentAfterCrashes(world)).toEqual([]);
  });
});

async function played(scenario: Scenario, outcome = "completed"): Promise<World> {
  const world = createWorld(await prepareScenario(scenario));
  expect(await world.engine()).toBe(outcome);
  return world;
}

function statuses(world: World, requirement: string): readonly string[] | undefined {
  return world
    .state()
    .tasks.get(world.prepared.tasks[requirement] ?? "")
    ?.attempts.map(({ status }) => status);
}

function fileOnBranch(world: World, path: string): string | undefined {
  return world.repository.filesOf(world.state().branch?.tree ?? "").get(path)?.text;
}

/** Records, on either side, after which a run that was killed there ended otherwise than this one. */
async function differentAfterCrashes(plain: World): Promise<readonly string[]> {
  const expected = JSON.stringify(await endingOf(plain));
  const different: string[] = [];
  for (const crashAt of everyRecord(plain)) {
    const world = createWorld(plain.prepared);
    await world.engine({ crashAt });
    await world.engine();
    const ending = JSON.stringify(await endingOf(world));
    if (ending !== expected) different.push(`${crashAt.side} ${crashAt.seq}: ${ending}`);
  }
  return different;
}
