import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { createWorkspaces, openRepository } from "@fabrikk/git";
import { BaselineAudit, type GateCommand } from "@fabrikk/state";
import { throwawayRepository, type ThrowawayRepository } from "@fabrikk/state/contracts/throwaway-repository";
import { allowedEnvironment, createCommands } from "@fabrikk/subprocess";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { auditBaseline } from "../src/audit/audit-baseline.ts";
import type { AuditRequest } from "../src/audit/audit-request.ts";
import { compareAudits } from "../src/audit/compare-audits.ts";

const passing = `import test from "node:test";\ntest("adds", () => {});\ntest("prints", () => {});\n`;
const lcov = (found: number, hit: number): string => `SF:a.js\nLF:${found}\nLH:${hit}\nend_of_record\n`;

let project: ThrowawayRepository;
let names = 0;

beforeAll(async () => {
  project = await throwawayRepository({
    "src/add.mjs": "export const add = (a, b) => a + b;\nexport {};",
    "src/übung.mjs": "\n\n\n",
    "test/add.test.mjs": passing,
    "test/data.json": "{}\n",
    "README.md": "# Adds\n",
    LICENSE: "Free\n",
    "logo.png": "\u0000\u0001\n\u0002\n",
    "old/lcov.info": lcov(100, 100),
  });
});

afterAll(() => project[Symbol.asyncDispose]());

async function audit(gate: readonly string[] | readonly GateCommand[], difference: Partial<AuditRequest> = {}) {
  const repository = await openRepository(project.folder);
  const runId = `audit-${(names += 1)}`;
  const scratch = join(project.folder, ".git/scratch");
  const workspaces = await createWorkspaces({ repository, runId, epoch: 1, scratch });
  const commit = await project.git("rev-parse", "HEAD");
  const result = await auditBaseline(
    { workspaces, repository, commands: createCommands() },
    {
      tree: await repository.treeOf(commit),
      commit,
      gate: gate.map((each) => (typeof each === "string" ? { name: each, command: each } : each)),
      name: "audit",
      marker: runId,
      environment: allowedEnvironment(process.env),
      limits: { wall_ms: 20_000, idle_ms: 20_000, output_bytes: 5_000_000 },
      ...difference,
    },
  );
  expect(await readdir(join(scratch, runId)).catch(() => [])).toEqual([]);
  return BaselineAudit.parse(result);
}

const measured = (value: number) => ({ state: "measured", value });

test("FAB-INT-011: files, lines and tests are measured, by extension; binaries have no lines", async () => {
  expect(await audit([])).toMatchObject({
    files: 8,
    lines: measured(2 + 3 + 3 + 1 + 1 + 1 + 4),
    test_files: 1,
    languages: [
      { extension: "", files: 1, test_files: 0, lines: 1 },
      { extension: "info", files: 1, test_files: 0, lines: 4 },
      { extension: "json", files: 1, test_files: 0, lines: 1 },
      { extension: "md", files: 1, test_files: 0, lines: 1 },
      { extension: "mjs", files: 3, test_files: 1, lines: 8 },
      { extension: "png", files: 1, test_files: 0, lines: 0 },
    ],
    commands: [],
  });
});

describe("FAB-INT-011: the gate's commands are run, and what they say is taken down", () => {
  const gate = [
    { name: "test", command: "node --test test/*.mjs" },
    { name: "lint", command: "echo 'Found 3 errors.'; exit 1" },
    { name: "types", command: "no-such-checker ." },
    { name: "long", command: "seq 1 9000; echo '===== 2 passed ====='" },
  ];
  let found: BaselineAudit;
  const told: string[] = [];
  beforeAll(async () => {
    found = await audit(gate, { onCommand: (command) => told.push(command) });
  });

  test("a red command is recorded like a green one, and one that cannot run is unknown", () => {
    expect(found.commands).toMatchObject([
      { name: "test", value: "pass", exit_code: 0, tests: measured(2) },
      {
        name: "lint",
        value: "fail",
        exit_code: 1,
        lint_findings: measured(3),
        tests: { state: "unknown" },
        saw: "Found 3 errors.",
      },
      {
        name: "types",
        value: "unknown",
        exit_code: 127,
        tests: { state: "unknown", reason: "it could not run to its end" },
      },
      { name: "long", value: "pass", tests: measured(2) },
    ]);
    expect(told).toEqual(gate.map(({ command }) => command));
  });

  test("the same tree gives the same record, and so no difference", async () => {
    const again = await audit(gate);
    expect(JSON.stringify(again)).toBe(JSON.stringify(found));
    expect(compareAudits(found, again)).toMatchObject({ worse: [], better: [], sizes: [] });
  });
});

describe("FAB-INT-011: coverage is read from the reports that the commands wrote", () => {
  const write = (folder: string, name: string, text: string): string =>
    `mkdir -p ${folder} && printf '${text.replaceAll("\n", "\\n")}' > ${folder}/${name}`;

  test("a report that stood there before says nothing", async () => {
    expect((await audit(["true"])).coverage).toEqual({
      state: "unknown",
      reason: "no command of the quality gate wrote a coverage report that is known",
    });
  });

  test("one report a folder, folders together, the rewritten old one too; a link is not followed", async () => {
    const commands = [
      write("'my coverage'", "lcov.info", lcov(10, 5)),
      write("'my coverage'", "coverage-summary.json", '{"total":{"lines":{"total":10,"covered":6}}}'),
      write("old", "lcov.info", lcov(20, 4)),
      write("node_modules/x", "lcov.info", lcov(1000, 0)),
      "mkdir linked && ln -s ../old/lcov.info linked/lcov.info",
    ];
    expect((await audit(commands)).coverage).toEqual({
      state: "measured",
      covered: 10,
      total: 30,
      reports: ["my coverage/coverage-summary.json", "old/lcov.info"],
    });
  });
});

test("when cancelled, half of an audit is none", async () => {
  const stop = new AbortController();
  const auditing = audit(["sleep 60"], { signal: stop.signal, onCommand: () => stop.abort(new Error("stopped")) });
  await expect(auditing).rejects.toThrow("stopped");
});
