import { mkdir, mkdtempDisposable, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { FailureClass, SessionOutcome } from "@fabrikk/state";
import type { AgentSession, Commands } from "@fabrikk/state/ports";
import { expect, test } from "vitest";

import type { Fault } from "../model-stub/fault.ts";
import type { AgentProgram } from "../test-agents/agent-program.ts";
import { endsAsItMust } from "../test-agents/ends-of-faults.ts";
import { installProgram } from "../test-agents/install-program.ts";
import { installedProgram } from "../test-agents/installed-program.ts";
import { isWell, type ProgramReport, type TriedTrial } from "../test-agents/program-report.ts";
import { renderReports } from "../test-agents/render-reports.ts";
import type { Trial } from "../test-agents/trial.ts";

const program: AgentProgram = {
  name: "pi",
  package: "sample",
  version: "1.2.3",
  program: "sample/cli.js",
  setUp: null,
  megabytes: 1,
};
const noCommands: Commands = {
  run: () => Promise.reject(new Error("nothing is to be run")),
  endLeftovers: () => Promise.resolve(0),
};

test("a program is installed when exactly its version was, to the end", async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), "fabrikk-programs-"));
  const path = join(folder.path, "pi", "node_modules", "sample", "cli.js");
  expect(await installedProgram(program, folder.path)).toBeNull();
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, "");
  expect(await installedProgram(program, folder.path)).toBeNull();
  await writeFile(join(folder.path, "pi", "installed"), "sample@1.2.3\n");
  expect(await installedProgram(program, folder.path)).toBe(path);
  expect(await installedProgram({ ...program, version: "1.2.4" }, folder.path)).toBeNull();
});

test("an installation ends at once where the program is there, and says why where there is no room or npm fails", async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), "fabrikk-programs-"));
  const { signal } = new AbortController();
  const installation = { program, folder: folder.path, commands: noCommands, signal };
  const large = { ...program, megabytes: 1e12 };
  expect(await installProgram({ ...installation, program: large })).toMatch(
    /^it needs 1000000000000 MB of disk, \d+ MB are free$/,
  );
  const failing: Commands = {
    ...noCommands,
    run: ({ env }) =>
      Promise.resolve({
        ended: "exited",
        exitCode: 1,
        signal: null,
        stdout: "",
        stderr: `npm notice new\nnpm error code ETARGET\nnpm error with ${Object.keys(env).filter((name) => /TOKEN|KEY/.test(name)).length} secrets\n`,
        outputBytes: 0,
        durationMs: 0,
        leftovers: 0,
        problem: null,
      }),
  };
  expect(await installProgram({ ...installation, commands: failing })).toMatch(
    /npm.*exited \(1\): npm error code ETARGET \| npm error with 0 secrets$/,
  );
  expect(await installedProgram(program, folder.path)).toBeNull();
  const path = join(folder.path, "pi", "node_modules", "sample", "cli.js");
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, "");
  await writeFile(join(folder.path, "pi", "installed"), "sample@1.2.3\n");
  expect(await installProgram(installation)).toBeNull();
});

interface FaultEnd {
  readonly fault: Fault;
  readonly outcome: SessionOutcome;
  readonly failure: FailureClass | null;
  readonly must: boolean;
}

test.each<FaultEnd>([
  { fault: 401, outcome: "failed", failure: "credential", must: true },
  { fault: 401, outcome: "failed", failure: "rate-limit", must: false },
  { fault: 401, outcome: "limit", failure: null, must: false },
  { fault: 529, outcome: "failed", failure: "overload", must: true },
  { fault: 529, outcome: "limit", failure: null, must: true },
  { fault: "hang", outcome: "limit", failure: null, must: true },
  { fault: "cut", outcome: "completed", failure: null, must: false },
  { fault: "cut", outcome: "failed", failure: null, must: false },
])(
  "a session with $fault that ends as $outcome, $failure: as it must is $must",
  ({ fault, outcome, failure, must }) => {
    expect(endsAsItMust(fault, { outcome, failure, detail: "", retry_after_ms: null })).toBe(must);
  },
);

test("the table says of each program what was found, and what is not as it must be", () => {
  const good = report([
    tried("session", "session"),
    tried("429", "fault", { failure: "rate-limit", outcome: "failed" }),
  ]);
  const bad = {
    ...report([tried("hang", "fault", { problems: ["ended as completed"] })]),
    name: "codex",
    orphans: ["7 sleep 60"],
    outside: ["a.invalid:443"],
  };
  const absent = { name: "pi", skipped: "not installed", trials: [], orphans: [], outside: [] };
  expect([good, bad, absent].map(isWell)).toEqual([true, false, true]);
  expect(renderReports([good, bad, absent])).toBe(
    [
      "agent   installed  version  session  resumed  answer  cancelled  faults survived  orphans left  wanted out     usage seen",
      "claude  yes        1.2.3    ok       -        -       -          1 of 1           0             no             30 in (10 cached), 5 out, $0.0100",
      "codex   yes        -        -        -        -       -          0 of 1           1             a.invalid:443  none",
      "pi      no",
      "",
      "fault  claude            codex",
      "429    rate-limit 1.5 s  -",
      "hang   -                 FAILED completed 1.5 s",
      "",
      "FAILED codex hang: ended as completed",
      "ORPHAN codex 7 sleep 60",
      "SKIPPED pi: not installed",
    ].join("\n"),
  );
});

function report(trials: readonly TriedTrial[]): ProgramReport {
  return { name: "claude", skipped: null, trials, orphans: [], outside: [] };
}

function tried(
  name: string,
  group: Trial["group"],
  { problems = [], ...end }: Partial<AgentSession> & { readonly problems?: readonly string[] } = {},
): TriedTrial {
  const usage = { input_tokens: 30, cached_input_tokens: 10, output_tokens: 5, cost_usd: 0.01 };
  const plain = { outcome: "completed", failure: null, detail: "", retry_after_ms: null } as const;
  const session = { ...plain, usage, version: "1.2.3", model: null, session: null, ...end };
  const trial: Trial = { name, group, perform: () => Promise.reject(new Error("performed")) };
  return { trial, end: { session, ms: 1_500, problems } };
}
