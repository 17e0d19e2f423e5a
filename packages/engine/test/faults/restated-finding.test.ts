import { findingId } from "@fabrikk/state";
import { expect, it } from "vitest";

import { chainScenario } from "../scenarios/chain-scenario.ts";
import { repairOf, review, session, withTest, type StatedFinding } from "../scenarios/sessions.ts";
import { fault } from "../scenarios/whole-scenario.ts";
import { prepareScenario } from "../simulation/prepare-scenario.ts";
import { createWorld } from "../simulation/world.ts";

/** The same fault in other words, at other lines. */
const again: StatedFinding = { ...fault, statement: "The empty case: one forgets it", lines: [7, 9] };

it("FAB-CNV-003, FAB-CNV-005: a finding that is stated again joins its lineage, and blocks the run when it was repaired as often as allowed", async () => {
  const prepared = await prepareScenario(
    chainScenario({
      sessions: () => [
        ...[1, 2, 3].map((depth) =>
          session(repairOf(fault, depth), 0, { files: withTest("one", `one, try ${depth}`) }),
        ),
        ...[fault, again, fault, again].map((finding, round) => review("first", round, [finding])),
      ],
    }),
  );
  const world = createWorld(prepared);
  expect(await world.engine()).toBe("blocked");
  const { tasks, council, refusedFindings, ended } = world.state();
  const repairs = [...tasks.values()].filter(({ task }) => task.repair !== null);
  expect(repairs.map(({ task, status }) => `${task.id} ${task.repair?.depth} ${status}`)).toEqual(
    [1, 2, 3].map((depth) => `${repairOf(fault, depth)} ${depth} integrated`),
  );
  expect(council).toHaveLength(4);
  expect(refusedFindings.map(({ finding }) => finding)).toEqual([findingId(fault)]);
  expect(ended?.open).toEqual([`SIM-1: finding ${findingId(fault)} is open`]);
  const report = world.read("report/report.md") ?? "";
  expect(report).toContain("**blocked**: 1 of 2 requirements verified");
  expect(report.split("## Not proven\n\n")[1]).toContain(`**${findingId(fault)}**: must-fix`);
});
