import { writeFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import type { CommandSpec } from "@fabrikk/state/ports";
import { createRedactor } from "@fabrikk/state/redact";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { createCommands } from "../src/index.ts";
import { generousLimits, shellSpec } from "./command-spec.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fabrikk-test-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("a command's streams", { concurrent: true }, () => {
  test("secrets are on no disk and in no tail, also when they come in pieces", async () => {
    const commands = createCommands({ redactor: createRedactor({ secrets: ["open-sesame-4711"] }) });
    const outputFile = join(folder, "secret.log");
    const script = "printf 'a open-ses'; sleep 0.1; echo 'ame-4711 b'; echo open-sesame-4711 >&2";
    const outcome = await commands.run(shellSpec(script, [], { outputFile }));
    for (const text of [await readFile(outputFile, "utf8"), outcome.stdout + outcome.stderr]) {
      expect(text).toMatch(/a .* b\n/);
      expect(text).not.toContain("sesame");
      expect(text).not.toContain("4711");
    }
  });

  test("both streams are in one file, in the order of arrival", async () => {
    const outputFile = join(folder, "order.log");
    const script = "for n in 1 2 3; do echo out $n; sleep 0.15; echo err $n >&2; sleep 0.15; done";
    await createCommands().run(shellSpec(script, [], { outputFile }));
    expect(await readFile(outputFile, "utf8")).toBe("out 1\nerr 1\nout 2\nerr 2\nout 3\nerr 3\n");
  });

  test("a program can open them by name", async () => {
    const script = "cat /dev/stdin > /dev/stderr; echo out > /dev/stdout";
    const outcome = await createCommands().run(shellSpec(script, [], { stdin: "text" }));
    expect(outcome).toMatchObject({ exitCode: 0, stdout: "out\n", stderr: "text" });
  });

  test("a command that does not read its long input, or closes it, has done nothing wrong", async () => {
    const stdin = "x".repeat(2_000_000);
    expect(await createCommands().run(shellSpec(":", [], { stdin }))).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await createCommands().run(shellSpec("exec 0<&-; sleep 0.1", [], { stdin }))).toMatchObject({ exitCode: 0 });
    expect(await createCommands().run(shellSpec("wc -c", [], { stdin }))).toMatchObject({ stdout: "2000000\n" });
  });

  test("FAB-EXEC-007 a flood is written at the file's pace, in bounded memory", async () => {
    const outputFile = join(folder, "flood.log");
    let peak = 0;
    const before = process.memoryUsage().rss;
    const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
    const limits = { ...generousLimits, output_bytes: 30_000_000 };
    const outcome = await createCommands().run(shellSpec("yes", [], { limits, outputFile }));
    clearInterval(watch);
    expect(outcome).toMatchObject({ ended: "output-limit", outputBytes: 30_000_000 });
    expect(outcome.stdout).toMatch(/^(?:y\n){8192}$/);
    expect(await readFile(outputFile, "latin1")).toHaveLength(30_000_000);
    expect(peak - before).toBeLessThan(100_000_000);
  });

  test("secrets are in no line that is told, also when they come in pieces; JSON stays JSON", async () => {
    const commands = createCommands({ redactor: createRedactor({ secrets: ["open-sesame-4711"] }) });
    const lines: string[] = [];
    const script = `printf 'a open-ses'; sleep 0.1; echo 'ame-4711 b'; echo '{"token":1,"say":"open-sesame-4711"}'`;
    await commands.run(shellSpec(script, [], { onLine: (line) => lines.push(line) }));
    expect(lines).toEqual(["a [redacted] b", '{"token":1,"say":"[redacted]"}']);
  });

  test("a line is told before the next one is written", async () => {
    const file = join(folder, "answer");
    const script = 'echo ready; until [ -e "$1" ]; do sleep 0.02; done; echo "heard"';
    const lines: string[] = [];
    const onLine = (line: string) => {
      lines.push(line);
      if (line === "ready") writeFileSync(file, "");
    };
    expect(await createCommands().run(shellSpec(script, [file], { onLine }))).toMatchObject({ exitCode: 0 });
    expect(lines).toEqual(["ready", "heard"]);
  });

  test("FAB-EXEC-007 a line without an end is cut at 1 MiB, in bounded memory; a carriage return ends one", async () => {
    const lines: number[] = [];
    const before = process.memoryUsage().rss;
    const script = "printf 'one\\rtwo\\n'; yes | tr -d '\\n' | head -c 20000000; echo; echo end";
    const limits = { ...generousLimits, output_bytes: 30_000_000 };
    const outcome = await createCommands().run(
      shellSpec(script, [], { limits, onLine: ({ length }) => lines.push(length) }),
    );
    expect(outcome).toMatchObject({ ended: "exited", exitCode: 0 });
    expect(lines).toEqual([3, 3, 1024 * 1024, 3]);
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  test("the environment is exactly what was given, and the mark", async () => {
    process.env["FABRIKK_TEST_LEAK"] = "1";
    const env = { PATH: process.env["PATH"] ?? "", GREETING: "hi" };
    const { stdout } = await createCommands().run(shellSpec("exec env", [], { env, marker: "m" }));
    delete process.env["FABRIKK_TEST_LEAK"];
    const names = stdout
      .trim()
      .split("\n")
      .map((line) => line.replace(/=.*/, ""));
    expect(names.toSorted()).toEqual(["FABRIKK_GUARD", "GREETING", "PATH", "PWD"]);
    expect(stdout).toMatch(/^FABRIKK_GUARD=m#[0-9a-f]{8}$/m);
  });

  test("the guard is in no terminal of ours: command, guard and engine have sessions of their own", async () => {
    const { stdout } = await createCommands().run(shellSpec("ps -o sid= -p $$ -p $PPID"));
    const sessions = new Set(stdout.trim().split(/\s+/));
    const own = (await readFile("/proc/self/stat", "latin1")).replace(/^.*\) /s, "").split(" ")[3];
    expect(sessions.size).toBe(2);
    expect(sessions).not.toContain(own);
  });
});

describe("what keeps a command from being run", { concurrent: true }, () => {
  test("no such folder, no such program, not executable: an outcome that says so", async () => {
    expect(await problem({ cwd: join(folder, "none") })).toBe(`the folder ${join(folder, "none")} does not exist`);
    expect(await problem({ argv: ["no-such-program"] })).toBe("the program no-such-program was not found");
    expect(await problem({ argv: [folder] })).toBe(`the program ${folder} may not be executed`);
    expect(await problem({ argv: ["echo", "a\0b"] })).toMatch(/^the program echo could not be started: /);
  });

  test("an output file that cannot be written is an error", async () => {
    const outputFile = join(folder, "none", "output.log");
    const run = createCommands().run(shellSpec(":", [], { outputFile }));
    await expect(run).rejects.toMatchObject({ code: "FABRIKK_SUBPROCESS_OUTPUT_FILE", details: { path: outputFile } });
  });

  test("a disk that is full ends the command", async () => {
    const run = createCommands().run(shellSpec("yes", [], { outputFile: "/dev/full" }));
    await expect(run).rejects.toMatchObject({ code: "FABRIKK_SUBPROCESS_OUTPUT_FILE" });
  });

  test("a broken guard is an error", async () => {
    const guardFile = fileURLToPath(new URL("fixtures/broken-guard.mjs", import.meta.url));
    const run = createCommands({ guardFile }).run(shellSpec(":"));
    await expect(run).rejects.toMatchObject({
      code: "FABRIKK_SUBPROCESS_GUARD_FAILED",
      message: expect.stringContaining("this guard is broken"),
    });
  });
});

async function problem(more: Partial<CommandSpec>): Promise<string | null> {
  return (await createCommands().run(shellSpec(":", [], more))).problem;
}
