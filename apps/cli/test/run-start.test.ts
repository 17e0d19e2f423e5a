import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { describe, expect, test } from "vitest";

import { adderConfig, adderFiles, adderSpec } from "./adder.ts";
import { fabrikkArguments, runFabrikk, runForJson } from "./run-fabrikk.ts";
import { temporaryFolder, temporaryRepository } from "./temporary-repository.ts";

const config = (command: readonly string[]) =>
  JSON.stringify({ agents: { coder: { kind: "shell", command } }, roles: { worker: "coder" } });

describe.concurrent("what a run could not start with is told before", { timeout: 60_000 }, () => {
  test("a missing program and a branch in the way: told by prepare, review, approve; run refuses, and keeps its configuration", async () => {
    await using repository = await temporaryRepository({
      ...adderFiles,
      "fabrikk.config.json": config(["./tools/no-such-program"]),
    });
    await repository.git("branch", "fabrikk");
    const told = [
      expect.stringContaining("[FABRIKK_CLI_PROGRAM_MISSING]"),
      expect.stringContaining("branch named fabrikk"),
    ];
    const { json: prepared } = await runForJson(repository.root, ["prepare", "spec.md"]);
    expect(prepared["preparation"].notices).toEqual(told);
    expect((await runFabrikk(repository.root, ["review"])).stdout).toMatch(
      /\nNotice: [^\n]*\nNotice: [^\n]*\nNot approved/,
    );
    expect(await runForJson(repository.root, ["approve"])).toMatchObject({ exitCode: 0, json: { notices: told } });

    await repository.write("fabrikk.config.json", config(["true"]));
    const { exitCode, stdout, stderr } = await runFabrikk(repository.root, ["run"]);
    expect([exitCode, stdout]).toEqual([
      1,
      expect.stringMatching(/^notice {3}[^\n]*fabrikk\.config\.json has changed since; prepare again to use it\n$/),
    ]);
    expect(stderr).toMatch(/no-such-program[^\n]*\[FABRIKK_CLI_PROGRAM_MISSING\][^\n]*prepare again\n$/);
    expect((await runForJson(repository.root, ["status"])).json).toMatchObject({ state: "approved" });

    await runFabrikk(repository.root, ["prepare", "spec.md"]);
    const scratch = await temporaryFolder();
    const refused = await runForJson(repository.root, ["run", "--mode", "autopilot"], { TMPDIR: scratch });
    expect([refused.exitCode, refused.json["error"].code]).toEqual([1, "FABRIKK_GIT_REF_REFUSED"]);
    const [folder = ""] = await readdir(scratch);
    expect([folder, await readdir(join(scratch, folder))]).toEqual([expect.stringMatching(/^fabrikk-/), []]);
    await rm(scratch, { recursive: true });
  });

  test("the notice of another configuration is in the answer for programs, also where today's is broken", async () => {
    await using repository = await temporaryRepository({ ...adderFiles, "fabrikk.config.json": adderConfig() });
    await runFabrikk(repository.root, ["prepare", "spec.md"]);
    expect((await runForJson(repository.root, ["run"])).json).toMatchObject({ outcome: "needs-person", notices: [] });
    for (const [text, notice] of [
      [adderConfig({ mode: "autopilot" }), "has changed since"],
      ["{", "today's is broken: fabrikk.config.json:"],
    ] as const) {
      await repository.write("fabrikk.config.json", text);
      const { json } = await runForJson(repository.root, ["run"]);
      expect(json).toMatchObject({ outcome: "needs-person", notices: [expect.stringContaining(notice)] });
    }
  });

  test("FAB-PLAN-009: a plan that fails its review is not approved; nor is one whose spec has changed", async () => {
    await using repository = await temporaryRepository({
      "spec.md": adderSpec,
      "unchecked.md": "- **ADD-1**: The library SHALL add.\n  - Files: src/add.mjs\n",
      "fabrikk.config.json": config(["true"]),
    });
    await runFabrikk(repository.root, ["prepare", "unchecked.md"]);
    const reviewed = await runFabrikk(repository.root, ["review"]);
    expect(reviewed.stdout).toMatch(/\nNext: mend the spec and prepare it again[^\n]*\n$/);
    expect(reviewed.stdout).toMatch(/^[^\n]*: 1 requirement, 1 task, 1 wave\n/);
    const refused = await runForJson(repository.root, ["approve"]);
    expect([refused.exitCode, refused.json["error"].code]).toEqual([1, "FABRIKK_CLI_PLAN_REFUSED"]);
    expect(refused.json["error"].message).toContain("add-1");

    await runFabrikk(repository.root, ["prepare", "spec.md"]);
    await repository.write("spec.md", adderSpec.replace("two numbers", "three numbers"));
    const changed = await runForJson(repository.root, ["approve"]);
    expect([changed.exitCode, changed.json["error"].code]).toEqual([1, "FABRIKK_CLI_SPEC_CHANGED"]);
  });
});

describe.concurrent("whole runs", { timeout: 60_000 }, () => {
  test("FAB-RUN-002: after kill -9 status and explain say that no engine is at work; run tells the lost attempt", async () => {
    await using repository = await temporaryRepository(adderFiles);
    const marker = join(repository.root, "started.txt");
    const agentArguments = ["slow", marker];
    await repository.write("fabrikk.config.json", adderConfig({ mode: "autopilot", agentArguments }));
    await runFabrikk(repository.root, ["prepare", "spec.md"]);
    const { file, args, options } = fabrikkArguments(repository.root, ["run"]);
    const engine = spawn(file, args, { ...options, stdio: "ignore" });
    while ((await readFile(marker).catch(() => null)) === null) await setTimeout(20);
    const nextOf = async () => String((await runForJson(repository.root, ["status"])).json["next_action"]);
    expect(await nextOf()).toContain(`process ${engine.pid}`);
    engine.kill("SIGKILL");
    await once(engine, "exit");
    expect(await nextOf()).toMatch(/^no engine is at work: `fabrikk run .*` goes on$/);
    expect((await runFabrikk(repository.root, ["explain"])).stdout).toContain("no engine is at work");
    const resumed = await runFabrikk(repository.root, ["run"]);
    expect(resumed).toMatchObject({ exitCode: 0, stderr: "" });
    expect(resumed.stdout).toMatch(/^lost {5}add-1 attempt 1: the engine died/m);
  });

  test("the worker script of the documentation does a whole run", async () => {
    await using repository = await temporaryRepository(adderFiles);
    const page = await readFile(new URL("../../../docs/agents/adding.md", import.meta.url), "utf8");
    const script = /```js\n([^]*?)```/.exec(page)?.[1] ?? "";
    expect(script.trimEnd().split("\n").length).toBeLessThanOrEqual(14);
    const tools = await temporaryFolder();
    const agent = fileURLToPath(new URL("fixtures/agent.mjs", import.meta.url));
    await mkdir(join(tools, "bin"));
    await writeFile(join(tools, "worker.mjs"), script);
    await writeFile(join(tools, "bin", "my-agent"), `#!/bin/sh\nexec "${process.execPath}" "${agent}"\n`);
    await chmod(join(tools, "bin", "my-agent"), 0o755);
    const asked = { ...JSON.parse(adderConfig({ mode: "autopilot" })), limits: { retries: 0 } };
    asked.agents.scripted.command = [process.execPath, join(tools, "worker.mjs")];
    await repository.write("fabrikk.config.json", JSON.stringify(asked));
    await runFabrikk(repository.root, ["prepare", "spec.md"]);
    const PATH = `${join(tools, "bin")}:${process.env["PATH"] ?? ""}`;
    const { json } = await runForJson(repository.root, ["run"], { PATH });
    await rm(tools, { recursive: true });
    expect(json).toMatchObject({ outcome: "completed", detail: "" });
  });
});
