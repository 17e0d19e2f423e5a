import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { createWorkspaces, openRepository } from "@fabrikk/git";
import { describeCheck, Evidence, type Check } from "@fabrikk/state";
import { throwawayRepository, type ThrowawayRepository } from "@fabrikk/state/contracts/throwaway-repository";
import type { CommandSpec } from "@fabrikk/state/ports";
import { openRunFiles } from "@fabrikk/state/run-dir";
import { allowedEnvironment, createCommands } from "@fabrikk/subprocess";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { collectEvidence, type EvidenceRequest } from "../src/collect-evidence.ts";

const passing = `import test from "node:test";\ntest("adds", () => {});\ntest("prints", () => {});\n`;
const failing = `import assert from "node:assert";\nimport test from "node:test";\ntest("adds", () => assert.equal(1 + 1, 3));\n`;

let project: ThrowawayRepository;
let scratch: string;
let names = 0;

beforeAll(async () => {
  project = await throwawayRepository({
    "src/add.mjs": "export const add = (a, b) => a + b;\n",
    "docs/guide.md": "# Guide\n\nAdd numbers.\n",
    "passing/a.test.mjs": passing,
    "failing/a.test.mjs": failing,
    "empty/a.test.mjs": "export {};\n",
  });
  scratch = join(project.folder, ".git/scratch");
});

afterAll(() => project[Symbol.asyncDispose]());

async function collect(checks: readonly Check[], difference: Partial<EvidenceRequest> = {}) {
  const repository = await openRepository(project.folder);
  const runId = `test-${(names += 1)}`;
  const ran: CommandSpec[] = [];
  const commands = createCommands();
  const workspaces = await createWorkspaces({ repository, runId, epoch: 1, scratch });
  const folder = join(project.folder, ".git/runs", runId);
  const ports = {
    workspaces,
    repository,
    commands: {
      ...commands,
      run: (spec: CommandSpec, signal?: AbortSignal) => (ran.push(spec), commands.run(spec, signal)),
    },
    files: openRunFiles(folder),
  };
  const tree = await repository.treeOf(project.commit);
  const evidence = await collectEvidence(ports, {
    tree,
    commit: project.commit,
    checks,
    name: "verify",
    marker: runId,
    environment: allowedEnvironment(process.env),
    limits: { wall_ms: 10_000, idle_ms: 10_000, output_bytes: 1_000_000 },
    evidenceFolder: "evidence",
    ...difference,
  });
  const left = await readdir(join(scratch, runId)).catch(() => []);
  return { evidence, ran, tree, files: ports.files, left };
}

const cases: readonly { readonly check: Check; readonly value: string; readonly saw: RegExp }[] = [
  {
    check: { kind: "files_exist", paths: ["src/add.mjs", "docs"] },
    value: "pass",
    saw: /^present: src\/add\.mjs, docs$/,
  },
  {
    check: { kind: "files_exist", paths: ["src/add.mjs", "src/no.mjs"] },
    value: "fail",
    saw: /^missing: src\/no\.mjs$/,
  },
  { check: { kind: "absent", paths: ["src/no.mjs"] }, value: "pass", saw: /^absent: src\/no\.mjs$/ },
  { check: { kind: "absent", paths: ["docs"] }, value: "fail", saw: /^present, and should not be: docs$/ },
  {
    check: { kind: "content", path: "docs/guide.md", pattern: "^Add \\w+" },
    value: "pass",
    saw: /^docs\/guide\.md:3: Add numbers$/,
  },
  {
    check: { kind: "content", path: "docs/guide.md", pattern: "subtract" },
    value: "fail",
    saw: /no match in 4 lines/,
  },
  { check: { kind: "content", path: "docs/no.md", pattern: "x" }, value: "fail", saw: /not in the tree/ },
  {
    check: { kind: "content", path: "docs/guide.md", pattern: "(" },
    value: "unknown",
    saw: /not a regular expression/,
  },
  {
    check: { kind: "command", command: "cat src/*", exit_code: 0, output_pattern: "^export" },
    value: "pass",
    saw: /^export const add/,
  },
  {
    check: { kind: "command", command: "cat src/*", exit_code: 0, output_pattern: "import" },
    value: "fail",
    saw: /^export const add/,
  },
  { check: { kind: "command", command: "exit 3", exit_code: 3 }, value: "pass", saw: /^$/ },
  { check: { kind: "lint", command: "echo bad; exit 1" }, value: "fail", saw: /^bad$/ },
  { check: { kind: "lint", command: "no-such-linter src" }, value: "unknown", saw: /no-such-linter: not found/ },
  { check: { kind: "tests", command: "node --test passing/*.mjs" }, value: "pass", saw: /pass 2/ },
  { check: { kind: "tests", command: "node --test failing/*.mjs" }, value: "fail", saw: /AssertionError/ },
  { check: { kind: "tests", command: "node --test empty/*.mjs" }, value: "fail", saw: /a\.test\.mjs/ },
];

describe("FAB-VER-003: every kind of check says what it saw", () => {
  let measured: Awaited<ReturnType<typeof collect>>;
  beforeAll(async () => {
    measured = await collect(cases.map(({ check }) => check));
  });

  test.each(cases)("$value: $check", ({ check, value, saw }) => {
    const fact = Evidence.parse(measured.evidence[cases.findIndex((one) => one.check === check)]);
    expect(fact).toMatchObject({ tree: measured.tree, subject: describeCheck(check), value });
    expect(fact.saw).toMatch(saw);
  });

  test("what a failing test run saw is the same bytes each time, and names no place of this machine (FAB-TOP-010)", async () => {
    const check: Check = { kind: "tests", command: "node --test failing/*.mjs" };
    const [first, second] = await Promise.all([collect([check]), collect([check])]);
    expect(first.evidence[0]?.saw).toContain("failing/a.test.mjs:3");
    expect(first.evidence[0]?.saw).not.toContain(scratch);
    expect({ ...second.evidence[0], duration_ms: 0 }).toEqual({ ...first.evidence[0], duration_ms: 0 });
  });
});

describe("the verification workspace", () => {
  test("is opened for commands alone, once, and removed", async () => {
    const none = await collect([{ kind: "absent", paths: ["x"] }]);
    expect(none.ran).toEqual([]);
    const { ran, left } = await collect([command("pwd"), command("ls")]);
    expect(new Set(ran.map(({ cwd }) => cwd)).size).toBe(1);
    expect(left).toEqual([]);
  });

  test("is removed when a command fails, too, and has no file of another collection", async () => {
    const planted = await collect([command("touch planted; exit 1")]);
    expect(planted.left).toEqual([]);
    const { evidence } = await collect([command("test ! -e planted")]);
    expect(evidence[0]?.value).toBe("pass");
  });

  test("keeps what an earlier command built for the later ones, and runs one command once", async () => {
    const checks: Check[] = [
      command("mkdir out && touch out/built"),
      command("test -e out/built"),
      { kind: "lint", command: "test -e out/built" },
    ];
    const { evidence, ran } = await collect([...checks, command("test -e out/built")]);
    expect(evidence.map(({ value }) => value)).toEqual(["pass", "pass", "pass"]);
    expect(ran).toHaveLength(2);
  });
});

describe("what is measured", () => {
  test("is kept: the fact and all output", async () => {
    const { evidence, files } = await collect([command("seq 1 9000", "^17$")]);
    const fact = evidence[0];
    expect(fact?.value).toBe("pass");
    expect(JSON.parse((await files.read(`evidence/${fact?.id}.json`)) ?? "")).toEqual(fact);
    expect((await files.read(`evidence/${fact?.id}.log`))?.split("\n")).toHaveLength(9001);
  });

  test("is not measured again on the same tree, unless it was unknown", async () => {
    const checks = [command("true"), command("echo again")];
    const { evidence: first } = await collect(checks);
    const known = new Map(first.map((fact) => [fact.subject, fact]));
    const second = await collect(checks, { known: (_, subject) => known.get(subject) });
    expect(second.evidence).toEqual(first);
    expect(second.ran).toEqual([]);
    const doubtful = await collect(checks, {
      known: (_, subject) => ({ ...(known.get(subject) as Evidence), value: "unknown" }),
    });
    expect(doubtful.ran).toHaveLength(2);
  });

  test("a command that goes on for ever is ended at its limit", async () => {
    const { evidence } = await collect([command("sleep 60")], {
      limits: { wall_ms: 300, idle_ms: 10_000, output_bytes: 1_000 },
    });
    expect(evidence[0]).toMatchObject({ value: "fail", ended: "wall-limit", exit_code: null });
  });

  test("when cancelled, half of the facts is none", async () => {
    const stop = new AbortController();
    const collecting = collect([command("sleep 60")], {
      signal: stop.signal,
      onCommand: () => stop.abort(new Error("stopped")),
    });
    await expect(collecting).rejects.toThrow("stopped");
  });
});

function command(text: string, pattern?: string): Check {
  return {
    kind: "command",
    command: text,
    exit_code: 0,
    ...(pattern === undefined ? {} : { output_pattern: pattern }),
  };
}
