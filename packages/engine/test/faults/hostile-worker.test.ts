import type { CassetteAction, CassetteEntry } from "@fabrikk/state";
import { describe, expect, it } from "vitest";

import { chainScenario } from "../scenarios/chain-scenario.ts";
import { session, withTest } from "../scenarios/sessions.ts";
import { endingOf } from "../simulation/ending.ts";
import { prepareScenario } from "../simulation/prepare-scenario.ts";
import { createWorld, type World } from "../simulation/world.ts";

const hour = 60 * 60 * 1000;

describe("a worker that does more than it may", () => {
  it.each([
    ["commit", { do: "write", path: ".git/refs/heads/work", text: "1".repeat(40) }],
    ["make a hook", { do: "write", path: ".git/hooks/pre-commit", text: "#!/bin/sh\n" }],
    ["change the configuration", { do: "write", path: ".git/config", text: "[core]\n\tfsmonitor = evil\n" }],
    ["remove the repository", { do: "remove", path: ".git" }],
  ] as const)("FAB-EXEC-005: to %s fails the attempt, and the next begins with a clean tree", async (_, action) => {
    const { world, first } = await worldWith([action]);
    expect(await world.engine()).toBe("completed");
    const [refused, mended] = world.state().tasks.get(first)?.attempts ?? [];
    expect(refused?.verdict?.conditions.map(({ code }) => code)).toContain("FABRIKK_VERIFIER_REPOSITORY_TOUCHED");
    expect(mended?.status).toBe("integrated");
    const next = JSON.parse(world.read(`tasks/${first}/attempt-2/dispatch.json`) ?? "");
    expect(next).toMatchObject({ start_tree: next.base_tree, settled_attempts: 1 });
  });

  it.each([
    ["runs past its time", { do: "run", command: `sleep ${2 * hour}` }, "ended after 900 s without output"],
    ["says nothing", { do: "wait", ms: 2 * hour }, "ended after 900 s without output"],
  ] as const)(
    "FAB-EXEC-007: one that %s is ended at the limit, which takes no time here, and tried again",
    async (_, action, why) => {
      const { world, first } = await worldWith([action]);
      const before = world.machine.clock.now();
      expect(await world.engine()).toBe("completed");
      const [ended, mended] = world.state().tasks.get(first)?.attempts ?? [];
      expect(ended).toMatchObject({ status: "refused", settlement: { outcome: "failed", detail: why } });
      expect(mended?.status).toBe("integrated");
      expect(world.machine.clock.now() - before).toBe(900_000);
      expect((await endingOf(world)).processes).toBe(0);
    },
  );
});

/** A world in which the first worker does this before its work, and behaves the second time. */
async function worldWith(actions: readonly CassetteAction[]): Promise<{ world: World; first: string }> {
  const prepared = await prepareScenario(
    chainScenario({
      sessions: (tasks): CassetteEntry[] => {
        const honest = session(tasks["SIM-1"] ?? "", 0, { files: withTest("one", "one") });
        return [{ ...honest, actions: [...actions, ...honest.actions] }];
      },
    }),
  );
  return { world: createWorld(prepared), first: prepared.tasks["SIM-1"] ?? "" };
}
