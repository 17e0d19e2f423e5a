import { expect, it } from "vitest";

import { chainScenario } from "./scenarios/chain-scenario.ts";
import { streamScenario } from "./scenarios/stream-scenario.ts";
import { memoryFile } from "./simulation/memory-file.ts";
import { runFolder } from "./simulation/memory-run-files.ts";
import { prepareScenario } from "./simulation/prepare-scenario.ts";
import { createWorld } from "./simulation/world.ts";

it("FAB-INT-011: the audit's commands run again on the branch at the end, and the report tells the difference", async () => {
  const world = createWorld(await prepareScenario(streamScenario("waves")));
  expect(await world.engine()).toBe("completed");
  const { audit, branch } = world.state();
  expect(audit?.audit).toMatchObject({ tree: branch?.tree, commands: [{ name: "together", value: "pass" }] });
  const section = world.read("report/report.md")?.split("## Baseline\n\n")[1]?.split("\n\n")[0];
  expect(section?.split("\n")).toEqual(audit?.difference.map((line) => `- ${line}`));
  expect(section).toMatch(
    /^- better: `sleep 4000 && not-both src\/one.ts src\/two.ts`: passes, before: fails with exit code 1$/m,
  );
  expect(JSON.parse(world.read("report/trace.json") ?? "").baseline).toEqual(audit?.difference);
});

it("FAB-INT-011: no audit, no comparison; one that is broken is told, and stops nothing", async () => {
  const prepared = await prepareScenario(chainScenario());
  const without = createWorld(prepared);
  expect(await without.engine()).toBe("completed");
  expect(without.read("report/report.md")).not.toContain("## Baseline");
  const broken = createWorld(prepared);
  broken.machine.disk.write(`${runFolder}/audit.json`, memoryFile("{"));
  expect(await broken.engine()).toBe("completed");
  expect(broken.state().warnings.map(({ code }) => code)).toEqual(["FABRIKK_ENGINE_AUDIT_DAMAGED"]);
  expect(broken.read("report/report.md")).toContain("FABRIKK_ENGINE_AUDIT_DAMAGED");
});
