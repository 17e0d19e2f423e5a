import { execFile } from "node:child_process";
import { readFile, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import { findingId, Cassette } from "@fabrikk/state";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { runFabrikk, runForJson, type Answer, type Ended } from "./run-fabrikk.ts";
import { temporaryFolder } from "./temporary-repository.ts";

const execute = promisify(execFile);

describe("the demo: once as it is, kept in a folder; once killed twice; once with a record that is never reached", () => {
  let folder: string;
  let kept: Ended;
  let answer: Answer;
  let notReached: Answer;
  const git = async (...args: readonly string[]) => (await execute("git", args, { cwd: join(folder, "repo") })).stdout;
  beforeAll(async () => {
    const home = await temporaryFolder();
    folder = join(home, "kept");
    const environment = { HOME: join(home, "nobody"), TMPDIR: home };
    [kept, answer, notReached] = await Promise.all([
      runFabrikk(home, ["demo", "--dir", "kept"], environment),
      runForJson(home, ["demo", "--kill-at", "1:before", "--kill-at", "25:after"], environment),
      runForJson(home, ["demo", "--kill-at", "99999:after", "--dir", "not-reached"], environment),
    ]);
  }, 120_000);
  afterAll(async () => {
    await rm(join(folder, ".."), { recursive: true });
  });

  test("it tells its story in at most 36 lines of 100 columns", () => {
    const lines = kept.stdout.trimEnd().split("\n");
    expect([kept.exitCode, kept.stderr]).toEqual([0, ""]);
    expect(lines.length).toBeLessThanOrEqual(36);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
    for (const told of [
      "wave 3: dur-009 (src/cli.ts), dur-010 (src/index.ts)",
      "refused  dur-004 attempt 1: FABRIKK_VERIFIER_",
      "refused  dur-009 attempt 1: FABRIKK_VERIFIER_OUT_OF_SCOPE",
      "caught   dur-004 attempt 1, mended by attempt 2\n         TESTS_MISSING, ARTIFACT_MISSING, FALSE_CLAIM, CHECK_FAILED\n",
      "caught   dur-009 attempt 1, mended by attempt 2\n         OUT_OF_SCOPE\n",
      "council  correctness: must-fix: format(3599600)",
      "11 of 11 requirements verified, 7 commits in 4 waves",
      "git merge",
    ]) {
      expect(kept.stdout).toContain(told);
    }
  });

  test("FAB-RUN-002: killed before the first record and after a later one, the run ends in the same tree", async () => {
    expect(answer).toMatchObject({
      exitCode: 0,
      json: { killed_at: ["1:before", "25:after"], restarts: 2, records: expect.any(Number) },
    });
    expect(await git("rev-parse", "HEAD^{tree}")).toBe(`${answer.json["tree"]}\n`);
  });

  test("a record that is never reached is exit code 2, says how many there were, and leaves the run", async () => {
    expect(notReached.exitCode).toBe(2);
    expect(notReached.json["error"]).toMatchObject({
      code: "FABRIKK_CLI_KILL_NOT_REACHED",
      details: { not_reached: ["99999:after"], records: expect.any(Number) },
    });
    const report = await readFile(join(folder, "..", "not-reached", "report.md"), "utf8");
    expect(report).toContain("## Not proven");
  });

  test("temporary folders are removed", async () => {
    expect((await readdir(join(folder, ".."))).filter((name) => name.startsWith("fabrikk-demo-"))).toEqual([]);
  });

  test("FAB-CNV-005: the run is completed and every requirement verified", () => {
    expect(answer).toMatchObject({ exitCode: 0, json: { outcome: "completed", requirements: { open: [] } } });
    expect(answer.json["requirements"].verified).toHaveLength(11);
  });

  test("FAB-VER-001: the worker that claimed tests it never wrote and the one that left its scope are refused by code, and mended", () => {
    const refused: { task: string; attempt: number; code: string; mended_by: number }[] = answer.json["refused"];
    const codes = (task: string) => refused.filter((one) => one.task === task).map(({ code }) => code);
    expect(codes("dur-004")).toContain("FABRIKK_VERIFIER_ARTIFACT_MISSING");
    expect(codes("dur-009")).toEqual(["FABRIKK_VERIFIER_OUT_OF_SCOPE"]);
    expect(new Set(refused.map(({ task }) => task))).toEqual(new Set(["dur-004", "dur-009"]));
    for (const { attempt, mended_by: mended } of refused) expect([attempt, mended]).toEqual([1, 2]);
  });

  test("FAB-CNV-002: the council's finding became a repair task that stands on the branch", () => {
    expect(answer.json["repairs"]).toEqual([
      { task: expect.stringMatching(/^repair-[0-9a-f]{12}$/), status: "integrated", commit: expect.any(String) },
    ]);
  });

  test("FAB-VER-008: one commit per task, each with fabrikk's trailers, oldest first", async () => {
    const commits: { subject: string; trailers: { key: string; value: string }[] }[] = answer.json["commits"];
    expect(commits).toHaveLength(7);
    for (const { trailers } of commits) {
      const keys = ["Fabrikk-Run", "Fabrikk-Task", "Fabrikk-Attempt", "Fabrikk-Wave", "Fabrikk-Requirements"];
      expect(trailers.map(({ key }) => key)).toEqual(expect.arrayContaining(keys));
    }
    const log = (await git("log", "--reverse", "--format=%s", "main~7..main")).trimEnd().split("\n");
    expect(log).toEqual(commits.map(({ subject }) => subject));
  });

  test("FAB-EXEC-014: the branch was merged by the command that the report prints, and the repository is whole", async () => {
    const report = await readFile(join(folder, "report.md"), "utf8");
    const command = /^ {4}(git merge .*)$/m.exec(report)?.[1] ?? "none";
    expect(kept.stdout).toContain(`merged by the report's own command: ${command}\n`);
    expect(await git("rev-parse", "HEAD")).toBe(await git("rev-parse", command.split(" ").at(-1) ?? ""));
    expect(await git("status", "--porcelain")).toBe("");
    await git("fsck", "--strict");
  });

  test("FAB-VIEW-006: the report names the requirements, both refusals by code, and what was not proven first", async () => {
    const report = await readFile(join(folder, "report.md"), "utf8");
    expect(report).toMatch(/^## Not proven$/m);
    expect(report.indexOf("## Not proven")).toBeLessThan(report.indexOf("## Requirements"));
    for (const named of [
      "DUR-001",
      "DUR-011",
      "FABRIKK_VERIFIER_ARTIFACT_MISSING",
      "FABRIKK_VERIFIER_OUT_OF_SCOPE",
      "Mended by attempt 2",
    ]) {
      expect(report).toContain(named);
    }
  });

  test("the library's own tests pass where the demo left it", async () => {
    const { stdout } = await execute(process.execPath, ["--test"], {
      cwd: join(folder, "repo"),
      env: { PATH: process.env["PATH"] ?? "" },
    });
    expect(stdout).toMatch(/pass 29\b/);
    expect(stdout).toMatch(/fail 0\b/);
  });

  test("the same folder is not used twice", async () => {
    const { exitCode, json } = await runForJson(folder, ["demo", "--dir", folder]);
    expect([exitCode, json["error"].code]).toEqual([1, "FABRIKK_CLI_DEMO_FOLDER"]);
  });

  test("FAB-VIEW-003: status in the kept repository says the same", async () => {
    const { json } = await runForJson(join(folder, "repo"), ["status"]);
    expect(json).toMatchObject({
      state: "completed",
      open: [],
      requirements: expect.arrayContaining([expect.objectContaining({ id: "DUR-011", state: "verified" })]),
    });
  });
});

test("the repair's cassette entry is named after the finding's id", async () => {
  const text = await readFile(new URL("../demo/cassette/cassette.json", import.meta.url), "utf8");
  const { entries } = Cassette.parse(JSON.parse(text));
  const findings = entries
    .flatMap(({ actions }) => actions)
    .flatMap((action) => {
      const json = action.do === "result" ? (action.json as { findings?: Parameters<typeof findingId>[0][] }) : {};
      return json.findings ?? [];
    });
  expect(findings).toHaveLength(1);
  const repairs = entries.filter(({ role }) => role === "repair").map(({ task }) => task);
  expect(repairs).toEqual(findings.map((finding) => findingId(finding).replace("f-", "repair-")));
});
