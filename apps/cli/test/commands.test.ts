import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { openJournal, takeRunLock } from "@fabrikk/state/run-dir";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { systemClock } from "../src/system-clock.ts";
import { adderConfig, adderFiles, adderSpec } from "./adder.ts";
import { fabrikkArguments, runFabrikk, runForJson } from "./run-fabrikk.ts";
import { temporaryRepository, type TemporaryRepository } from "./temporary-repository.ts";

describe("one run, from spec to merge command, with a shell agent", () => {
  let repository: TemporaryRepository;
  let run: string;
  beforeAll(async () => {
    repository = await temporaryRepository({ ...adderFiles, "fabrikk.config.json": adderConfig() });
    await repository.write("notes.txt", "not committed\n");
  });
  afterAll(async () => {
    await repository[Symbol.asyncDispose]();
  });

  test("prepare prints the run artifact, with requirements and their places", async () => {
    const { exitCode, json } = await runForJson(repository.root, ["prepare", "spec.md"]);
    expect(exitCode).toBe(0);
    expect(json["requirements"]).toMatchObject([
      {
        id: "ADD-1",
        text: expect.stringContaining("SHALL add"),
        kind: "identified",
        source: { file: "spec.md", lines: [3, expect.any(Number)] },
      },
    ]);
    run = json["run"];
    expect(json["preparation"]).toMatchObject({
      waves: [["add-1"]],
      uncommitted: expect.stringContaining("notes.txt"),
    });
    expect(await repository.runs()).toEqual([run]);
  });

  test("review prints the same artifact, byte for byte but for the run", async () => {
    const reviewed = (await runForJson(repository.root, ["review"])).json;
    const again = (await runForJson(repository.root, ["prepare", "spec.md"])).json;
    expect(reviewed).toMatchObject({ run, preparation: { state: "prepared", approved_by: null } });
    const frozen = (answer: object) => JSON.stringify({ ...answer, run: null, preparation: null });
    expect(frozen(reviewed)).toBe(frozen(again));
  });

  test("FAB-HUM-004: run without an approval ends with exit code 3 and says how to approve", async () => {
    const { exitCode, json } = await runForJson(repository.root, ["run", run]);
    expect(exitCode).toBe(3);
    expect(json).toMatchObject({ outcome: "needs-person", next: expect.arrayContaining([`fabrikk approve ${run}`]) });
    expect(await repository.git("branch", "--list", "fabrikk/*")).toBe("");
  });

  test("FAB-VIEW-002: explain says that the approval is missing", async () => {
    const { json } = await runForJson(repository.root, ["explain", run]);
    expect(json).toMatchObject({
      needs_person: true,
      open: expect.arrayContaining([expect.objectContaining({ id: "approval" })]),
    });
  });

  test("approve binds the hash that review shows; a second time changes nothing", async () => {
    const shown = (await runForJson(repository.root, ["review", run])).json["preparation"].subject_sha256;
    const first = await runForJson(repository.root, ["approve", run]);
    expect(first).toMatchObject({ exitCode: 0, json: { run, subject_sha256: shown } });
    const records = (await runForJson(repository.root, ["status", run])).json["records"];
    await runForJson(repository.root, ["approve", run]);
    expect((await runForJson(repository.root, ["status", run])).json["records"]).toBe(records);
  });

  test("FAB-EXEC-014: run completes on its own branch and leaves the user's checkout alone", async () => {
    const head = await repository.git("rev-parse", "HEAD");
    const { exitCode, stdout, stderr } = await runFabrikk(repository.root, ["run", run]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/verified add-1 attempt 1\n[^]*wave 1 +accepted: add-1/);
    expect(stdout).toContain("1 of 1 requirement verified. Next");
    expect(stdout).toContain(`git merge --no-edit fabrikk/${run}`);
    expect(await repository.git("rev-parse", "HEAD")).toBe(head);
    expect(await repository.git("status", "--porcelain")).toBe("?? notes.txt\n");
    expect(await repository.git("ls-tree", "-r", "--name-only", `fabrikk/${run}`)).toContain("src/add.mjs");
  });

  test("FAB-VIEW-001: status, plan, report and explain answer for programs", async () => {
    const status = await runForJson(repository.root, ["status", run]);
    expect(status.json).toMatchObject({
      schema: 1,
      run,
      state: "completed",
      requirements: [{ id: "ADD-1", state: "verified" }],
    });
    const plan = await runForJson(repository.root, ["plan", run, "--format", "dot"]);
    expect(plan.json).toMatchObject({
      run,
      format: "dot",
      critical_path: ["add-1"],
      width: 1,
      drawing: expect.stringMatching(/^digraph/),
    });
    const explained = await runForJson(repository.root, ["explain", run]);
    expect(explained.json).toMatchObject({ run, state: "completed", open: [], needs_person: false });
    const report = await runForJson(repository.root, ["report", run]);
    expect(report.json).toMatchObject({ run, state: "completed", trace: { run } });
  });

  test("FAB-VIEW-001: the same views for people", async () => {
    for (const [command, told] of [
      ["status", "1 of 1 requirement verified"],
      ["plan", "critical path  15 min: add-1"],
      ["review", "Approved by"],
      ["explain", "completed"],
      ["report", "## Not proven"],
    ] as const) {
      const { exitCode, stdout } = await runFabrikk(repository.root, [command, run]);
      expect([command, exitCode]).toEqual([command, 0]);
      expect(stdout).toContain(told);
    }
  });

  test("FAB-VIEW-006: the report leads with what was not proven", async () => {
    const { json } = await runForJson(repository.root, ["report", run]);
    const titles = [...String(json["markdown"]).matchAll(/^## (.*)$/gm)].map(([, title]) => title);
    expect(titles[0]).toBe("Not proven");
  });

  test("FAB-RUN-002: a run that has ended is not run again", async () => {
    const before = (await runForJson(repository.root, ["status", run])).json["records"];
    expect(await runForJson(repository.root, ["run", run])).toMatchObject({
      exitCode: 0,
      json: { outcome: "completed" },
    });
    expect((await runForJson(repository.root, ["status", run])).json["records"]).toBe(before);
  });
});

describe.concurrent("what stops a run before anything is dispatched", () => {
  async function prepared(config: string): Promise<TemporaryRepository> {
    const repository = await temporaryRepository({ ...adderFiles, "fabrikk.config.json": config });
    await runFabrikk(repository.root, ["prepare", "spec.md"]);
    return repository;
  }

  test("FAB-INT-009: a spec that was changed after it was prepared", async () => {
    await using repository = await prepared(adderConfig({ mode: "autopilot" }));
    await repository.write("spec.md", adderSpec.replace("two numbers", "three numbers"));
    const { exitCode, json } = await runForJson(repository.root, ["run"]);
    expect([exitCode, json["error"].code]).toEqual([1, "FABRIKK_CLI_SPEC_CHANGED"]);
    expect(json["error"].message).toContain("spec.md has changed");
    expect((await runForJson(repository.root, ["status"])).json["state"]).toBe("prepared");
  });

  test("no worker is configured", async () => {
    await using repository = await prepared("{}");
    const { exitCode, json } = await runForJson(repository.root, ["run", "--mode", "autopilot"]);
    expect([exitCode, json["error"].code]).toEqual([1, "FABRIKK_CLI_NO_WORKER"]);
    expect(json["error"].hint).toContain("roles");
    expect((await runForJson(repository.root, ["status"])).json["state"]).toBe("prepared");
  });

  test("a cassette that is not there", async () => {
    const config = { agents: { tape: { kind: "replay", cassette: "tapes/nine.json" } }, roles: { worker: "tape" } };
    await using repository = await prepared(JSON.stringify(config));
    const { exitCode, json } = await runForJson(repository.root, ["run"]);
    expect(exitCode).toBe(1);
    expect(json["error"].code).toMatch(/CASSETTE/);
    expect(json["error"].message).toContain("nine.json");
  });

  test("FAB-RUN-004: a second engine while the first lives; views still answer", async () => {
    await using repository = await prepared(adderConfig({ mode: "autopilot" }));
    const dir = join(repository.root, ".fabrikk", "runs", (await repository.runs())[0] ?? "");
    await using _lock = await takeRunLock(dir);
    await using _journal = await openJournal({ dir, clock: systemClock });
    for (const command of ["run", "approve"]) {
      const { exitCode, json } = await runForJson(repository.root, [command]);
      expect([command, exitCode, json["error"].code]).toEqual([command, 1, "FABRIKK_STATE_RUN_LOCKED"]);
    }
    expect(await runForJson(repository.root, ["status"])).toMatchObject({ exitCode: 0, json: { state: "prepared" } });
  });
});

test("FAB-CNV-005: a worker that leaves no result blocks the run: exit code 4, and explain says why", async () => {
  const config = { ...JSON.parse(adderConfig({ mode: "autopilot" })), limits: { retries: 1 } };
  config.agents.scripted.command = ["true"];
  await using repository = await temporaryRepository({ ...adderFiles, "fabrikk.config.json": JSON.stringify(config) });
  await runFabrikk(repository.root, ["prepare", "spec.md"]);
  const { exitCode, json } = await runForJson(repository.root, ["run"]);
  expect([exitCode, json["outcome"]]).toEqual([4, "blocked"]);
  const refused: { attempt: number; code: string; mended_by: number | null }[] = json["status"].refused;
  const missing = refused.filter(({ code }) => code === "FABRIKK_VERIFIER_RESULT_MISSING");
  expect(missing.map(({ attempt, mended_by: mended }) => [attempt, mended])).toEqual([
    [1, null],
    [2, null],
  ]);
  const explained = await runFabrikk(repository.root, ["explain"]);
  expect(explained.exitCode).toBe(0);
  expect(explained.stdout).toMatch(/add-1[^]*FABRIKK_[^]*ADD-1/);
});

describe("ctrl-c", () => {
  test("the first one ends the run cleanly with exit code 130, and the run can go on", async () => {
    const marker = "started.txt";
    await using repository = await temporaryRepository(adderFiles);
    const slow = adderConfig({ mode: "autopilot", agentArguments: ["slow", join(repository.root, marker)] });
    await repository.write("fabrikk.config.json", slow);
    await runFabrikk(repository.root, ["prepare", "spec.md"]);
    const ended = new Promise<number | null>((resolve) => {
      const { file, args, options } = fabrikkArguments(repository.root, ["run"]);
      const child = execFile(file, args, options);
      child.on("exit", (code) => resolve(code));
      void interruptWhenStarted(child.pid ?? 0, join(repository.root, marker));
    });
    expect(await ended).toBe(130);
    const { json } = await runForJson(repository.root, ["status"]);
    expect(json).toMatchObject({
      state: "paused",
      needs_person: false,
      next_action: expect.stringContaining("fabrikk run"),
    });
    const resumed = await runFabrikk(repository.root, ["run", "-v", "--json"]);
    expect(resumed.exitCode).toBe(0);
    expect(JSON.parse(resumed.stdout)).toMatchObject({ outcome: "completed" });
    const told = resumed.stderr
      .trimEnd()
      .split("\n")
      .map((line): { msg: string } => JSON.parse(line));
    expect(new Set(told.map(({ msg }) => msg))).toContain("record-written");
  });

  async function interruptWhenStarted(pid: number, marker: string): Promise<void> {
    while ((await readFile(marker).catch(() => null)) === null) await setTimeout(20);
    process.kill(pid, "SIGINT");
  }
});

describe("init", () => {
  test("writes a configuration that is valid, refuses to overwrite it, and works from a subfolder", async () => {
    await using repository = await temporaryRepository({ "src/a.txt": "a\n" });
    const first = await runForJson(join(repository.root, "src"), ["init"]);
    expect(first).toMatchObject({ exitCode: 0, json: { file: "fabrikk.config.yaml" } });
    expect(first.json["next"]).toContain("fabrikk prepare <spec>");
    const written = await readFile(join(repository.root, "fabrikk.config.yaml"), "utf8");
    const second = await runForJson(repository.root, ["init"]);
    expect([second.exitCode, second.json["error"].code]).toEqual([1, "FABRIKK_CLI_CONFIG_EXISTS"]);
    expect(await readFile(join(repository.root, "fabrikk.config.yaml"), "utf8")).toBe(written);
    await writeFile(join(repository.root, "spec.md"), adderSpec);
    expect((await runFabrikk(repository.root, ["prepare", "spec.md"])).exitCode).toBe(0);
  });
});
