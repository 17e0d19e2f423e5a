import { describe, expect, it } from "vitest";

import { chainScenario, type ChainPart } from "../scenarios/chain-scenario.ts";
import { session } from "../scenarios/sessions.ts";
import { prepareScenario } from "../simulation/prepare-scenario.ts";
import { createWorld } from "../simulation/world.ts";

const lie = { files: { "src/other.ts": "not mine" } };

/** The first task's worker does not do what it was asked to, so many times. */
const lies = (times: number): ChainPart => ({
  sessions: (tasks) => Array.from({ length: times }, (_, settled) => session(tasks["SIM-1"] ?? "", settled, lie)),
});

describe("a worker whose work is refused", () => {
  it("FAB-EXEC-009, FAB-CNV-005, FAB-VIEW-006: four times: its task is blocked, dependents never start, and the report says so first", async () => {
    const prepared = await prepareScenario(chainScenario(lies(4)));
    const world = createWorld(prepared);
    const { "SIM-1": first = "", "SIM-2": second = "" } = prepared.tasks;
    expect(await world.engine()).toBe("blocked");
    const { tasks } = world.state();
    expect(tasks.get(first)?.attempts.map(({ status }) => status)).toEqual([
      "refused",
      "refused",
      "refused",
      "refused",
    ]);
    expect(tasks.get(first)?.blocked).toMatchObject({ code: "FABRIKK_ENGINE_RETRIES_EXHAUSTED", needsPerson: false });
    expect(tasks.get(first)?.blocked?.reason).toContain("FABRIKK_VERIFIER_OUT_OF_SCOPE");
    expect(tasks.get(second)).toMatchObject({ status: "pending", attempts: [] });
    const notProven = world.read("report/report.md")?.split("## Not proven\n\n")[1];
    expect(notProven).toMatch(new RegExp(`^- \\*\\*${first}\\*\\* \`FABRIKK_ENGINE_RETRIES_EXHAUSTED\``));
  });

  it("FAB-EXEC-009: three times: each retry gets the exact failure, and the fourth attempt may still be good", async () => {
    const prepared = await prepareScenario(chainScenario(lies(3)));
    const world = createWorld(prepared);
    const first = prepared.tasks["SIM-1"] ?? "";
    expect(await world.engine()).toBe("completed");
    expect(world.read(`tasks/${first}/attempt-1/prompt.md`)).not.toContain("FABRIKK_VERIFIER_OUT_OF_SCOPE");
    expect(world.read(`tasks/${first}/attempt-2/prompt.md`)).toContain("FABRIKK_VERIFIER_OUT_OF_SCOPE");
    expect(
      world
        .state()
        .tasks.get(first)
        ?.attempts.map(({ status }) => status),
    ).toEqual(["refused", "refused", "refused", "integrated"]);
  });
});
