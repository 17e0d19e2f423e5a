import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { constantsSpec, constantsWorker, type Constant } from "./constants-spec.ts";
import { runFabrikk, runForJson } from "./run-fabrikk.ts";
import { temporaryFolder, temporaryRepository, type TemporaryRepository } from "./temporary-repository.ts";

const one: Constant = { name: "one", value: 1 };
const two: Constant = { name: "two", value: 2 };
const three: Constant = { name: "three", value: 3, needs: "two" };
const four: Constant = { name: "four", value: 4 };

/** A repository with this spec, a worker that meets it, and the log of what the worker was asked. */
async function constantsRepository(
  constants: readonly Constant[],
  config: Readonly<Record<string, unknown>> = {},
): Promise<TemporaryRepository & { readonly asked: () => Promise<readonly string[]> }> {
  const log = join(await temporaryFolder(), "log.txt");
  const repository = await temporaryRepository({
    "spec.md": constantsSpec(constants),
    "worker.mjs": constantsWorker,
    "package.json": '{ "type": "module" }\n',
    "fabrikk.config.json": JSON.stringify({
      agents: { coder: { kind: "shell", command: [process.execPath, "worker.mjs", log] } },
      roles: { worker: "coder" },
      quality_gate: [{ name: "test", command: "node --test" }],
      ...config,
    }),
  });
  const asked = async () => (await readFile(log, "utf8")).trim().split("\n").toSorted();
  return { ...repository, asked };
}

const runAll = ["run", "--mode", "autopilot"];

describe.concurrent("prepare --update", { timeout: 60_000 }, () => {
  test("FAB-INT-009 FAB-TOP-003: after an edit only what is stale is shown as stale, priced, approved and done again", async () => {
    await using repository = await constantsRepository([one, two, three]);
    const { run } = (await runForJson(repository.root, ["prepare", "spec.md"])).json;
    expect((await runForJson(repository.root, runAll)).json["outcome"]).toBe("completed");

    await repository.write("spec.md", constantsSpec([four, one, { ...two, value: 22 }, three]));
    const updated = await runForJson(repository.root, ["prepare", "--update", run]);
    expect(updated).toMatchObject({
      exitCode: 0,
      json: {
        updated: true,
        requirements: {
          added: ["CON-FOUR-1"],
          changed: ["CON-TWO-1"],
          removed: [],
          unchanged: ["CON-ONE-1", "CON-THREE-1"],
        },
        tasks: {
          kept: ["con-one-1"],
          stale: [
            { task: "con-three-1", because: "dependency" },
            { task: "con-two-1", because: "requirements" },
          ],
          added: ["con-four-1"],
          removed: [],
        },
        price: { tasks: 3, work: 45 },
      },
    });
    expect((await runForJson(repository.root, ["run", run])).json["outcome"]).toBe("needs-person");
    await runFabrikk(repository.root, ["approve", run]);
    expect((await runForJson(repository.root, ["run", run])).json).toMatchObject({ outcome: "completed" });
    expect(await repository.asked()).toEqual(
      ["con-one-1", "con-two-1", "con-three-1", "con-four-1", "con-two-1", "con-three-1"].toSorted(),
    );
    expect(await repository.git("show", `fabrikk/${run}:src/two.mjs`)).toBe("export const two = 22;\n");
    const { status } = { status: (await runForJson(repository.root, ["status", run])).json };
    expect(status["requirements"].map((each: { state: string }) => each.state)).toEqual(Array(4).fill("verified"));
  });

  test("FAB-INT-009: what only moved is no change; a spec that contradicts itself leaves the run as it is", async () => {
    await using repository = await constantsRepository([one, two]);
    const { run } = (await runForJson(repository.root, ["prepare", "spec.md"])).json;
    await repository.write("spec.md", constantsSpec([two, one]));
    const moved = (await runForJson(repository.root, ["prepare", "--update", run])).json;
    expect(moved["tasks"]).toEqual({
      kept: [],
      pending: ["con-one-1", "con-two-1"],
      stale: [],
      added: [],
      removed: [],
    });
    expect(moved["proofs"]).toEqual({ kept: [], stale: [] });
    const again = await runForJson(repository.root, ["prepare", "--update", run]);
    expect(again.json).toMatchObject({ updated: false });

    const before = (await runForJson(repository.root, ["status", run])).json["records"];
    await repository.write("spec.md", `${constantsSpec([one])}- **CON-ONE-1**: It SHALL be twice.\n`);
    const refused = await runForJson(repository.root, ["prepare", "--update", run]);
    expect([refused.exitCode, refused.json["error"].code]).toEqual([1, "FABRIKK_COMPILER_ID_DUPLICATE"]);
    expect((await runForJson(repository.root, ["status", run])).json["records"]).toBe(before);
  });
});

test("FAB-PLAN-012: the continuous schedule ends with the same files, one commit a task, every one on the one before", async () => {
  const results: string[] = [];
  for (const schedule of ["waves", "continuous"]) {
    await using repository = await constantsRepository([one, two, three, four], { schedule });
    const { run } = (await runForJson(repository.root, ["prepare", "spec.md"])).json;
    expect((await runForJson(repository.root, runAll)).json).toMatchObject({ outcome: "completed" });
    const commits = (await repository.git("rev-list", `main..fabrikk/${run}`)).trim().split("\n");
    expect(commits).toHaveLength(4);
    results.push((await repository.git("rev-parse", `fabrikk/${run}^{tree}:src`)).trim());
  }
  expect(results[1]).toBe(results[0]);
}, 60_000);
