import { spawn } from "node:child_process";
import { once } from "node:events";
import { open, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { fabrikkArguments, runFabrikk, runForJson } from "./run-fabrikk.ts";
import { temporaryFolder, temporaryRepository, type TemporaryRepository } from "./temporary-repository.ts";

const spec =
  "# Adder\n\n- **ADD-1**: The library SHALL add.\n  - Files: src/add.ts\n  - Check: node --test\n  - Test level: L1\n";

describe.concurrent("specs that are refused: one error, nothing written (FAB-INT-007)", () => {
  let repository: TemporaryRepository;
  beforeAll(async () => {
    repository = await temporaryRepository({ "README.md": "# Adder\n" });
    await repository.write("empty.md", "\n \n");
    await repository.write("binary.md", new Uint8Array([0x23, 0x20, 0, 1, 2, 0xff, 0xfe]));
    await repository.write("huge.md", "- x\n".repeat(2_900_000));
    await repository.write("twice.md", "- **ADD-1**: It SHALL add.\n- **ADD-1**: It SHALL subtract.\n");
    await repository.write(
      "cycle.md",
      "- **A-1**: It SHALL a.\n  - Files: a.ts\n  - Depends on: A-2\n- **A-2**: It SHALL b.\n  - Files: b.ts\n  - Depends on: A-1\n",
    );
  });
  afterAll(async () => {
    await repository[Symbol.asyncDispose]();
  });

  test.each([
    ["empty.md", /empty\.md/],
    ["binary.md", /binary\.md/],
    ["missing.md", /missing\.md/],
    ["huge.md", /huge\.md.*10 MiB/],
    ["twice.md", /twice\.md:2.*ADD-1/],
    ["cycle.md", /A-1 -> A-2 -> A-1/],
  ])("%s", async (file, message) => {
    const { exitCode, json } = await runForJson(repository.root, ["prepare", file]);
    expect(exitCode).toBe(1);
    expect(json["error"].code).toMatch(/^FABRIKK_(INTAKE|COMPILER)_/);
    expect(json["error"].message).toMatch(message);
    expect(json["error"].hint).not.toBe("");
    expect(await repository.runs()).toEqual([]);
    await expect(repository.git("status", "--porcelain")).resolves.not.toContain(".fabrikk");
  });

  test("for people it is one line on standard error, with code and next action", async () => {
    const { exitCode, stdout, stderr } = await runFabrikk(repository.root, ["prepare", "twice.md"]);
    expect(exitCode).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^fabrikk: [^\n]*ADD-1[^\n]*\[FABRIKK_[A-Z_]+\] Next: [^\n]+\n$/);
  });
});

describe.concurrent("command lines that cannot be understood: exit code 2 and the nearest name", () => {
  test.each([
    [["rnu"], "run"],
    [["status", "--jsno"], "--json"],
    [["plan", "--format", "tabel"], "table"],
    [["demo", "--kill-at", "40"], "40:before"],
    [["demo", "--kill-at", "0:after"], "counted from 1"],
    [["demo", "--kill-at", "5:after", "--kill-at", "5:before"], "does not come after 5:after"],
    [["demo", "--kill-at", "5:after", "--kill-at", "5:after"], "does not come after 5:after"],
    [["demo", "--dir", ""], "empty"],
    [["prepare", ""], "empty"],
    [["run", "--workers", "many"], "1 to 64"],
    [["prepare"], "spec"],
    [[], "no command"],
  ])("%j", async (args, told) => {
    const { exitCode, json } = await runForJson(".", args);
    expect(exitCode).toBe(2);
    expect(json["error"].code).toBe("FABRIKK_CLI_USAGE");
    expect(json["error"].message).toContain(told);
  });
});

describe.concurrent("places that are not what they should be", { timeout: 60_000 }, () => {
  test("a folder that is no git repository, or is not there", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "spec.md"), spec);
    for (const args of [["prepare", "spec.md"], ["status"], ["init"]]) {
      const { exitCode, json } = await runForJson(folder, args);
      expect([args, exitCode]).toEqual([args, 1]);
      expect(json["error"].code).toMatch(/REPOSITORY/);
      expect(json["error"].message).toContain(folder);
    }
    const { exitCode, json } = await runForJson(folder, ["status", "-C", "nowhere"]);
    expect([exitCode, json["error"].code]).toEqual([1, "FABRIKK_CLI_FOLDER_MISSING"]);
    const file = await runForJson(folder, ["status", "-C", "spec.md"]);
    expect([file.exitCode, file.json["error"].code]).toEqual([1, "FABRIKK_CLI_FOLDER_MISSING"]);
    expect(file.json["error"].message).toContain("it is a file");
    await rm(folder, { recursive: true });
  });

  test.runIf(process.platform === "linux")(
    "a folder that cannot be made, and output that cannot be written",
    async () => {
      const made = await runForJson(".", ["demo", "--dir", "/proc/nope/deeper"]);
      expect([made.exitCode, made.json["error"].code]).toEqual([1, "FABRIKK_CLI_DEMO_FOLDER"]);
      const { file, args, options } = fabrikkArguments(".", ["--help"]);
      const full = await open("/dev/full", "w");
      const child = spawn(file, args, { ...options, stdio: ["ignore", full.fd, "pipe"] });
      const [exitCode, told] = await Promise.all([once(child, "close"), text(child.stderr ?? Readable.from([]))]);
      await full.close();
      expect(exitCode[0]).toBe(1);
      expect(told).toMatch(
        /^fabrikk: standard output cannot be written: ENOSPC[^\n]*\[FABRIKK_CLI_OUTPUT_FAILED\][^\n]*\n$/,
      );
    },
  );

  test("no run yet, and a run that is not there", async () => {
    await using repository = await temporaryRepository({ "spec.md": spec });
    const none = await runForJson(repository.root, ["status"]);
    expect([none.exitCode, none.json["error"].code]).toEqual([1, "FABRIKK_CLI_NO_RUN"]);
    expect(none.json["error"].hint).toContain("fabrikk prepare");

    const folder = await runForJson(repository.root, ["prepare", "."]);
    expect([folder.exitCode, folder.json["error"].message]).toEqual([2, expect.stringMatching(/^\. is .*no spec/)]);

    const { json } = await runForJson(repository.root, ["prepare", "spec.md"]);
    const run: string = json["run"];
    const unknown = await runForJson(repository.root, ["explain", `${run.slice(0, -1)}~`]);
    expect([unknown.exitCode, unknown.json["error"].code]).toEqual([1, "FABRIKK_CLI_RUN_UNKNOWN"]);
    expect(unknown.json["error"].message).toContain(`Did you mean ${run}?`);
  });

  test("FAB-RUN-006: a journal with a flipped byte is refused by file and offset, and left as it is", async () => {
    await using repository = await temporaryRepository({ "spec.md": spec });
    const { json } = await runForJson(repository.root, ["prepare", "spec.md"]);
    const file = join(repository.root, ".fabrikk", "runs", json["run"], "journal", "1.jsonl");
    const bytes = await readFile(file);
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    await writeFile(file, bytes);
    for (const command of ["status", "approve", "run"]) {
      const { exitCode, json: answer } = await runForJson(repository.root, [command]);
      expect([command, exitCode, answer["error"].code]).toEqual([command, 1, "FABRIKK_STATE_JOURNAL_DAMAGED"]);
      expect(answer["error"].details).toMatchObject({ file, offset: 0 });
    }
    expect(await readFile(file)).toEqual(bytes);
  });

  test("an artifact that was changed after prepare is refused", async () => {
    await using repository = await temporaryRepository({ "spec.md": spec });
    const { json } = await runForJson(repository.root, ["prepare", "spec.md"]);
    const file = join(repository.root, ".fabrikk", "runs", json["run"], "run-artifact.json");
    await writeFile(file, (await readFile(file, "utf8")).replace("SHALL add", "SHALL subtract"));
    const { exitCode, json: answer } = await runForJson(repository.root, ["approve"]);
    expect([exitCode, answer["error"].code]).toEqual([1, "FABRIKK_CLI_RUN_FILE_DAMAGED"]);
  });
});
