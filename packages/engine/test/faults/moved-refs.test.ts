import { describe, expect, it } from "vitest";

import { wholeScenario } from "../scenarios/whole-scenario.ts";
import { endingOf } from "../simulation/ending.ts";
import { endOf, onRecord, startOf } from "../simulation/on-record.ts";
import { prepareScenario } from "../simulation/prepare-scenario.ts";
import { createWorld, type World } from "../simulation/world.ts";

const branch = "refs/heads/fabrikk/sim";

describe("a ref that somebody else moves", () => {
  it("FAB-EXEC-005: one of the user's, while workers run: noted and reported, never undone", async () => {
    const prepared = await prepareScenario(wholeScenario);
    const world = createWorld(prepared);
    const theirs = await foreignCommit(world);
    const move = onRecord(startOf(`${prepared.tasks["SIM-1"]}/attempt-1/work`), () => {
      world.repository.setRef("refs/heads/main", theirs);
      world.repository.setRef("refs/tags/mine", theirs);
    });
    expect(await world.engine(move)).toBe("completed");
    expect(await world.repository.foreignRefs()).toEqual({ "refs/heads/main": theirs, "refs/tags/mine": theirs });
    const { warnings, created } = world.state();
    expect(warnings.map(({ code }) => code)).toEqual(["FABRIKK_ENGINE_FOREIGN_REF", "FABRIKK_ENGINE_FOREIGN_REF"]);
    expect(warnings[0]?.message).toContain(
      `refs/heads/main of the repository went from ${created?.base_commit} to ${theirs}`,
    );
    expect(warnings[1]?.message).toContain("refs/tags/mine of the repository went from nothing");
    const report = world.read("report/report.md");
    expect(report).toContain("FABRIKK_ENGINE_FOREIGN_REF");
    expect(report).toContain("it is not a fast-forward");
  });

  it.each(["integrate", "checkpoint", "hygiene", "council", "review"])(
    "FAB-RUN-002: the run's branch, at the end of a step %s: the run stops, loses nothing, and ends the same once it is put back",
    async (kind) => {
      const prepared = await prepareScenario(wholeScenario);
      const whole = createWorld(prepared);
      await whole.engine();
      const world = createWorld(prepared);
      const theirs = await foreignCommit(world);
      let ours = "";
      const move = onRecord(endOf(kind), () => {
        ours = world.state().branch?.commit ?? "";
        world.repository.setRef(branch, theirs);
      });
      const moved = { code: "FABRIKK_GIT_BRANCH_MOVED" };
      await expect(world.engine(move)).rejects.toMatchObject(moved);
      await expect(world.engine()).rejects.toMatchObject(moved);
      expect(await world.repository.readRef(branch)).toBe(theirs);

      world.repository.setRef(branch, ours);
      expect(await world.engine()).toBe("completed");
      expect(await endingOf(world)).toEqual(await endingOf(whole));
    },
  );

  it("FAB-CNV-005: the run's branch, after the last review: a run does not complete on a branch that nobody verified", async () => {
    const prepared = await prepareScenario(wholeScenario);
    const world = createWorld(prepared);
    const theirs = await foreignCommit(world);
    let rounds = 0;
    const move = onRecord(
      (event) => endOf("council")(event) && ++rounds === 2,
      () => world.repository.setRef(branch, theirs),
    );
    await expect(world.engine(move)).rejects.toMatchObject({ code: "FABRIKK_GIT_BRANCH_MOVED" });
    expect(world.state().ended).toBeNull();
  });
});

async function foreignCommit({ repository }: World): Promise<string> {
  const { commit } = await repository.head();
  return await repository.createCommit({
    tree: await repository.treeOf(commit),
    parent: commit,
    message: "mine\n",
    at: 1,
  });
}
