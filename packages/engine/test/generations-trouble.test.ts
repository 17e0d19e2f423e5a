import type { RunArtifact } from "@fabrikk/state";
import { beforeAll, describe, expect, it } from "vitest";

import { approveRun } from "../src/approve-run.ts";
import { chainScenario } from "./scenarios/chain-scenario.ts";
import { changedScenario } from "./scenarios/changed-scenario.ts";
import { repairOf, review, session, withTest } from "./scenarios/sessions.ts";
import { fault } from "./scenarios/whole-scenario.ts";
import { endingOf } from "./simulation/ending.ts";
import { openMemoryJournal } from "./simulation/memory-journal.ts";
import { endOf, onRecord } from "./simulation/on-record.ts";
import {
  planScenario,
  prepareScenario,
  type PlannedScenario,
  type PreparedRun,
} from "./simulation/prepare-scenario.ts";
import { updateWorld } from "./simulation/update-world.ts";
import { createWorld, type EngineLife, type World } from "./simulation/world.ts";

let prepared: PreparedRun;
let changed: PlannedScenario;

beforeAll(async () => {
  prepared = await prepareScenario(changedScenario("before"));
  changed = await planScenario(changedScenario("after"));
});

describe("FAB-INT-009: a run that is updated before its end", () => {
  it("that nobody has run yet: the new generation begins at the base", async () => {
    const world = createWorld(prepared);
    await updateWorld(world, changed);
    expect(world.state()).toMatchObject({ generation: 2, found: null });
    expect(await goOn(world)).toBe("completed");
    expect((await endingOf(world, changed.artifact)).commits).toHaveLength(6);
    expect(world.state().retired).toEqual([]);
  });

  it("FAB-HUM-002: an approval of the old plan does not count for the new one, nor can it be given again", async () => {
    const world = createWorld(prepared);
    await updateWorld(world, changed);
    const journal = await openMemoryJournal(world.events, world.machine.clock);
    const old = { journal, state: world.state(), by: "somebody", channel: "command" } as const;
    await expect(approveRun({ ...old, subjectSha256: prepared.subjectSha256 })).rejects.toMatchObject({
      code: "FABRIKK_ENGINE_APPROVAL_VOID",
    });
    expect(await goOn(world, nobodyAnswers)).toBe("needs-person");
    await approveRun({ ...old, subjectSha256: changed.plan.subjectSha256 });
    expect(await goOn(world, nobodyAnswers)).toBe("completed");
  });

  it("FAB-TOP-009: what a worker of the old generation left is kept, and its place is cleared", async () => {
    const world = createWorld(prepared);
    const two = prepared.tasks["SIM-2"] ?? "";
    const wrote = world.machine.disk;
    const worker = `/sim/e2-${two}-1/work/src/two.ts`;
    const look = (): void => (wrote.read(worker) === undefined ? void setImmediate(look) : world.kill());
    const slow = { ...prepared.cassette, entries: prepared.cassette.entries.map(withPause) };
    expect(await world.engine({ cassette: slow, onEvent: () => look() })).toBe("crashed");
    expect(world.state().tasks.get(two)?.attempts).toMatchObject([{ status: "running" }]);
    await updateWorld(world, changed);
    expect(await goOn(world)).toBe("completed");
    const left = JSON.parse(world.read(`tasks/${two}/attempt-1/settlement.json`) ?? "");
    expect(left).toMatchObject({ outcome: "lost", salvage_ref: expect.stringContaining(`${two}-1`) });
    expect(await world.repository.readRef(left.salvage_ref)).not.toBeNull();
    expect(world.machine.disk.rooms().filter((room) => room.includes(`${two}-1`))).toEqual([]);
    const attempts = world.state().tasks.get(two)?.attempts;
    expect(attempts?.map(({ attempt, generation, status }) => [attempt, generation, status])).toEqual([
      [1, 1, "cancelled"],
      [2, 2, "integrated"],
    ]);
  });

  it("FAB-CNV-002: a fault that was found in what is kept is repaired, also when nobody finds it again", async () => {
    const world = createWorld(prepared);
    expect(await world.engine(onRecord(endOf("council"), world.kill))).toBe("crashed");
    await updateWorld(world, changed);
    expect(await goOn(world)).toBe("completed");
    expect(world.state().council.map(({ generation, findings }) => [generation, findings.length])).toEqual([
      [1, 1],
      [2, 0],
      [2, 0],
    ]);
    expect(world.state().tasks.get(repairOf(fault))).toMatchObject({ status: "integrated" });
  });
});

describe("FAB-INT-009, FAB-TOP-003: a run that ended blocked", () => {
  it("FAB-EXEC-009: goes on after an update, with all retries, under numbers that were never used", async () => {
    const lie = { files: { "src/other.ts": "not mine" } };
    const lies = chainScenario({
      sessions: (tasks) => [0, 1, 2, 3].map((settled) => session(tasks["SIM-1"] ?? "", settled, lie)),
    });
    const world = createWorld(await prepareScenario(lies));
    expect(await world.engine()).toBe("blocked");
    const honest = await planScenario({
      ...lies,
      cassette: (tasks) => ({
        schema: 1,
        entries: [
          session(tasks["SIM-1"] ?? "", 4, lie),
          session(tasks["SIM-1"] ?? "", 5, { files: withTest("one", "one") }),
          session(tasks["SIM-2"] ?? "", 0, { files: withTest("two", "two") }),
          review("first", 0),
        ],
      }),
    });
    await updateWorld(world, honest);
    expect(await world.engine({ cassette: honest.cassette })).toBe("completed");
    const first = honest.tasks["SIM-1"] ?? "";
    const attempts = world.state().tasks.get(first)?.attempts ?? [];
    expect(attempts.map(({ generation, status }) => `${generation} ${status}`)).toEqual([
      ...Array(4).fill("1 refused"),
      "2 refused",
      "2 integrated",
    ]);
    expect(world.read(`tasks/${first}/attempt-5/prompt.md`)).not.toContain("FABRIKK_VERIFIER_OUT_OF_SCOPE");
    expect(world.read(`tasks/${first}/attempt-6/prompt.md`)).toContain("attempt 5: FABRIKK_VERIFIER_OUT_OF_SCOPE");
  });

  it("FAB-CNV-001: goes on with the limit on waves counted anew", async () => {
    const short = chainScenario({ limits: { waves: 1 } });
    const world = createWorld(await prepareScenario(short));
    expect(await world.engine()).toBe("blocked");
    await updateWorld(world, await planScenario(short));
    expect(await world.engine()).toBe("completed");
    expect(world.state().checkpoints).toHaveLength(2);
  });

  it("goes on in another schedule", async () => {
    const world = createWorld(await prepareScenario(chainScenario({ limits: { waves: 1 } })));
    await world.engine();
    await updateWorld(world, await planScenario(chainScenario({ schedule: "continuous" })));
    expect(await world.engine()).toBe("completed");
    expect(world.state().config?.schedule).toBe("continuous");
  });
});

describe("FAB-INT-009: a third generation", () => {
  it("takes up again what the second had taken out, and keeps what both have", async () => {
    const world = createWorld(prepared);
    await world.engine();
    await updateWorld(world, changed);
    await goOn(world);
    const five = prepared.tasks["SIM-5"] ?? "";
    expect(world.state().former.get(five)?.attempts).toHaveLength(1);
    await updateWorld(world, prepared);
    expect(await world.engine()).toBe("completed");
    const { tasks, former, generation } = world.state();
    expect(generation).toBe(3);
    expect(former.get(changed.tasks["SIM-6"] ?? "")).toMatchObject({ task: { requirement_ids: ["SIM-6"] } });
    const made = (id: string) => tasks.get(prepared.tasks[id] ?? "")?.attempts.map((one) => one.generation);
    expect([made("SIM-1"), made("SIM-2"), made("SIM-4"), made("SIM-5")]).toEqual([[1], [1, 2, 3], [1], [1, 3]]);
    expect(world.read("generation-3/run-artifact.json")).toBe(world.read("run-artifact.json"));
    expect((await endingOf(world)).open).toEqual([]);
  });
});

describe("FAB-PLAN-003, FAB-CNV-005: a requirement that a person has deferred", () => {
  it("FAB-VIEW-006: the run completes without it, and the report says so, with the reason, among what is not proven", async () => {
    const reason = "the printers are not there yet";
    const decide = (artifact: RunArtifact): RunArtifact => ({
      ...artifact,
      groupings: artifact.groupings.filter(({ requirement_ids: ids }) => !ids.includes("SIM-2")),
      deferred: [{ requirement_id: "SIM-2", reason }],
    });
    const world = createWorld(await prepareScenario({ ...chainScenario(), decide }));
    expect(await world.engine()).toBe("completed");
    const report = world.read("report/report.md") ?? "";
    expect(report).toContain("1 of 2 requirements verified, 1 deferred");
    expect(report.split("## Not proven\n\n")[1]?.split("\n\n")[0]).toContain(
      `- **SIM-2**: deferred by a person: ${reason}`,
    );
    const status = JSON.parse(world.read("status.json") ?? "");
    expect(status.requirements).toMatchObject([{ state: "verified" }, { id: "SIM-2", state: "deferred" }]);
    expect(status.open).toEqual([]);
  });
});

const nobodyAnswers: EngineLife = { ports: (ports) => ({ ...ports, answers: { find: async () => null } }) };

function withPause(entry: PreparedRun["cassette"]["entries"][number]) {
  return {
    ...entry,
    actions: [...entry.actions.slice(0, -1), { do: "wait" as const, ms: 1000 }, ...entry.actions.slice(-1)],
  };
}

async function goOn(world: World, life: EngineLife = {}): Promise<string> {
  return await world.engine({ cassette: changed.cassette, ...life });
}
