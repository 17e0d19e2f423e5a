import { describe, expect, test } from "vitest";

import type { CommandOutcome } from "../ports/commands.ts";
import { commandEvidence, type CommandCheck } from "./command-evidence.ts";

const tree = "a".repeat(40);

const ended: CommandOutcome = {
  ended: "exited",
  exitCode: 0,
  signal: null,
  stdout: "",
  stderr: "",
  outputBytes: 0,
  durationMs: 5,
  leftovers: 0,
  problem: null,
};

function measure(outcome: Partial<CommandOutcome>, check: Partial<CommandCheck> = {}, output: string | null = null) {
  const asked = { kind: "command", command: "make it", exit_code: 0, ...check } as CommandCheck;
  return commandEvidence(asked, tree, { outcome: { ...ended, ...outcome }, workspace: "/tmp/w-1", output });
}

const crash = { ended: "signalled", exitCode: null, signal: "SIGSEGV" } as const;
const killed = { ended: "signalled", exitCode: null, signal: "SIGKILL" } as const;
const limit = { ended: "idle-limit", exitCode: null } as const;
const notRun = (how: "cancelled" | "not-started") => ({ ended: how, exitCode: null });
const missing = (what: string) => ({ exitCode: 127, stderr: `sh: ${what}` });

describe("how a command ended is what it proves", () => {
  test.each([
    { name: "the expected exit code", outcome: {}, check: {}, value: "pass", ended: null },
    { name: "another exit code", outcome: { exitCode: 1 }, check: {}, value: "fail", ended: null },
    { name: "an expected failure", outcome: { exitCode: 3 }, check: { exit_code: 3 }, value: "pass", ended: null },
    { name: "success where failure is expected", outcome: {}, check: { exit_code: 3 }, value: "fail", ended: null },
    { name: "a limit", outcome: limit, check: {}, value: "fail", ended: "idle-limit" },
    { name: "a crash of its own", outcome: crash, check: {}, value: "fail", ended: "signal SIGSEGV" },
    { name: "a kill from outside", outcome: killed, check: {}, value: "unknown", ended: "signal SIGKILL" },
    { name: "cancelled", outcome: notRun("cancelled"), check: {}, value: "unknown", ended: "cancelled" },
    { name: "not started", outcome: notRun("not-started"), check: {}, value: "unknown", ended: "not-started" },
    {
      name: "a tool that is not here",
      outcome: missing("1: make: not found"),
      check: {},
      value: "unknown",
      ended: null,
    },
    {
      name: "bash says so too",
      outcome: missing("line 1: make: command not found"),
      check: {},
      value: "unknown",
      ended: null,
    },
    {
      name: "a script of the project",
      outcome: missing("1: ./make: not found"),
      check: { command: "./make" },
      value: "fail",
      ended: null,
    },
    {
      name: "a tool that another tool misses",
      outcome: missing("1: vitest: not found"),
      check: {},
      value: "fail",
      ended: null,
    },
  ] as const)("$name", ({ outcome, check, value, ended: how }) => {
    expect(measure(outcome, check)).toMatchObject({ value, ended: how });
  });

  test("two checks of one command that expect different things are different facts", () => {
    const ids = [{}, { exit_code: 1 }, { output_pattern: "x" }, { kind: "lint" as const }].map(
      (check) => measure({}, check).id,
    );
    expect(new Set(ids).size).toBe(4);
  });
});

describe("an output pattern", () => {
  const pattern = { output_pattern: "^done$" };
  test.each([
    { name: "is found on a line of standard output", outcome: { stdout: "a\ndone\nb" }, output: null, value: "pass" },
    { name: "is found on standard error", outcome: { stderr: "done" }, output: null, value: "pass" },
    { name: "is found in what only the log has", outcome: {}, output: "done\nmuch", value: "pass" },
    { name: "is nowhere in all output", outcome: { stdout: "a" }, output: "a", value: "fail" },
    { name: "may be in what was not kept", outcome: { stdout: "a" }, output: null, value: "unknown" },
    { name: "does not mend a wrong exit code", outcome: { stdout: "done", exitCode: 1 }, output: null, value: "fail" },
  ] as const)("$name", ({ outcome, output, value }) => {
    expect(measure(outcome, pattern, output).value).toBe(value);
  });

  test("that is no regular expression leaves it unknown", () => {
    expect(measure({ stdout: "(" }, { output_pattern: "(" }, "(").value).toBe("unknown");
  });
});

describe("a tests check", () => {
  const tests = { kind: "tests" } as const;

  test("counts the tests that ran", () => {
    expect(measure({ stdout: "ℹ tests 2\nℹ pass 2\nℹ fail 0\n" }, tests)).toMatchObject({
      value: "pass",
      tests_run: 2,
    });
  });

  test("fails where the runner says that it ran none", () => {
    const empty = "✔ test/empty.test.mjs (30.4ms)\nℹ tests 1\nℹ pass 1\nℹ fail 0\n";
    expect(measure({ stdout: empty }, tests)).toMatchObject({ value: "fail", exit_code: 0, tests_run: 0 });
  });

  test("goes by the exit code where the runner's report is not understood", () => {
    expect(measure({ stdout: "all good" }, tests)).toMatchObject({ value: "pass", tests_run: null });
  });

  test("a command that is no tests check is not counted", () => {
    expect(measure({ stdout: "# pass 0\n# fail 0" })).toMatchObject({ value: "pass", tests_run: null });
  });
});
