import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { runFabrikk, runForJson } from "./run-fabrikk.ts";
import { temporaryRepository, type TemporaryRepository } from "./temporary-repository.ts";

const gate = { quality_gate: [{ name: "test", command: "true" }] };
const change = {
  "changes/greet/proposal.md": "## Why\n\nPeople like to be greeted.\n",
  "changes/greet/tasks.md": "## 1. Work\n\n- [ ] 1.1 Write `src/greet.mjs`\n",
  "changes/greet/specs/greeting/spec.md":
    "## ADDED Requirements\n\n### Requirement: Greeting\nThe system SHALL greet by name.\n\n#### Scenario: A name is known\n- **WHEN** a name is given\n- **THEN** the greeting SHALL hold it\n",
};
const list = JSON.stringify([
  { id: "L-1", text: "The system SHALL list.", files: ["src/list.mjs"] },
  { id: "L-2", text: "The system SHALL sort.", files: ["src/sort.mjs"], depends_on: ["L-1"] },
]);
const mixed =
  "# Mixed\n\nIt has prose.\n\n- **M-1**: It SHALL mix.\n  Files: src/mix.mjs\n\n> It MUST be quoted.\n\n```\nIt MUST be code.\n```\n";

describe.concurrent("prepare reads what people have", { timeout: 60_000 }, () => {
  let repository: TemporaryRepository;
  beforeAll(async () => {
    repository = await temporaryRepository({
      "fabrikk.config.json": JSON.stringify(gate),
      "list.json": list,
      "mixed.md": mixed,
      ...change,
    });
  });
  afterAll(async () => {
    await repository[Symbol.asyncDispose]();
  });

  test("FAB-INT-008: a folder is read as the format it has, and named with its files, ids and lines", async () => {
    const { exitCode, json } = await runForJson(repository.root, ["prepare", "changes/greet"]);
    expect(exitCode).toBe(0);
    expect(json["sources"].map(({ file, format }: { file: string; format: string }) => [file, format])).toEqual(
      Object.keys(change)
        .toSorted()
        .map((file) => [file, "openspec"]),
    );
    expect(json["requirements"]).toContainEqual(
      expect.objectContaining({
        id: "greeting.greeting",
        source: { file: "changes/greet/specs/greeting/spec.md", lines: [3, 8] },
      }),
    );
  });

  test("FAB-INT-001: a list of requirements as JSON; --format forces another reading, and refuses what it cannot be", async () => {
    const { json } = await runForJson(repository.root, ["prepare", "list.json"]);
    expect(json["requirements"].map(({ id }: { id: string }) => id)).toEqual(["L-1", "L-2"]);
    expect(json["preparation"].waves).toEqual([["l-1"], ["l-2"]]);
    const forced = await runForJson(repository.root, ["prepare", "mixed.md", "--format", "text"]);
    expect(forced.json["sources"][0].format).toBe("text");
    const refused = await runForJson(repository.root, ["prepare", "mixed.md", "--format", "kiro"]);
    expect([refused.exitCode, refused.json["error"].code]).toEqual([1, "FABRIKK_INTAKE_FORMAT_MISMATCH"]);
  });

  test("FAB-INT-002: --explain says for every line what it is", async () => {
    const { json } = await runForJson(repository.root, ["prepare", "mixed.md", "--explain"]);
    const lines: { line: number; requirement: string | null; what: string }[] = json["explanation"];
    expect(lines.map(({ line }) => line)).toEqual(
      mixed
        .trimEnd()
        .split("\n")
        .map((_, index) => index + 1),
    );
    expect(lines[4]).toMatchObject({ requirement: "M-1" });
    expect(lines.filter(({ what }) => what === "").map(({ line }) => line)).toEqual([2, 4, 7, 9]);
    const { stdout } = await runFabrikk(repository.root, ["prepare", "mixed.md", "--explain"]);
    expect(stdout).toMatch(/^mixed\.md\n +1 {2}# Mixed/);
  });

  test("FAB-INT-003: normative sentences are counted, and those outside of every requirement listed", async () => {
    const { json, exitCode } = await runForJson(repository.root, ["prepare", "mixed.md"]);
    expect(exitCode).toBe(0);
    expect(json["coverage"]).toEqual({
      sentences: 2,
      claimed: 1,
      unclaimed: [{ source: { file: "mixed.md", lines: [8, 8] }, text: "It MUST be quoted.", reason: null }],
    });
    expect(json["preparation"].spec_review.value).toBe("warn");
    const { stdout } = await runFabrikk(repository.root, ["prepare", "mixed.md"]);
    expect(stdout).toContain(
      "Normative sentences: 2, of which 1 are in requirements; not:\n  mixed.md:8  It MUST be quoted.",
    );
  });

  test("FAB-INT-001 FAB-PLAN-001: the same bytes on a second run, in another locale, time zone and folder", async () => {
    await mkdir(join(repository.root, "elsewhere"), { recursive: true });
    const first = await runFabrikk(repository.root, ["prepare", "changes/greet", "list.json", "--json"]);
    const second = await runFabrikk(
      join(repository.root, "elsewhere"),
      ["-C", "..", "prepare", "changes/greet", "list.json", "--json"],
      { LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8", TZ: "Pacific/Chatham" },
    );
    expect(second).toEqual(first);
    expect(first.exitCode).toBe(0);
  });
});

describe.concurrent("preparation is measured and shown", { timeout: 60_000 }, () => {
  test("FAB-INT-010 FAB-INT-011 FAB-TOP-005: review prints gate, baseline, certificate and fingerprints", async () => {
    await using repository = await temporaryRepository({
      "spec.md":
        "# Two\n\n- **T-1**: It SHALL one.\n  Files: src/one.mjs\n- **T-2**: It SHALL two.\n  Files: src/two.mjs\n",
      "package.json": '{ "scripts": { "test": "node --test" } }\n',
      "test/none.test.mjs": 'import { test } from "node:test";\ntest("nothing", () => {});\n',
    });
    await runFabrikk(repository.root, ["prepare", "spec.md"]);
    const { json } = await runForJson(repository.root, ["review"]);
    expect(json["quality_gate"]).toEqual([{ name: "test", command: "npm test" }]);
    expect(json["preparation"].audit).toMatchObject({
      files: 3,
      test_files: 1,
      commands: [{ command: "npm test", value: "pass", tests: { state: "measured", value: 1 } }],
    });
    expect(json["preparation"].certificate).toMatchObject({ tasks: 2, work: 30, lower_bound: { minutes: 15 } });
    const { stdout } = await runFabrikk(repository.root, ["review"]);
    expect(stdout).toMatch(/spec\.md {2}markdown {2}\d+ bytes {2}sha256 [0-9a-f]{16}/);
    expect(stdout).toMatch(/^Baseline: 3 files/m);
    expect(stdout).toMatch(/critical path/i);
  });

  test("FAB-INT-010: where no gate is found it says so and asks", async () => {
    await using repository = await temporaryRepository({
      "spec.md": "- **T-1**: It SHALL.\n  Files: a\n  Check: true\n",
    });
    const { json } = await runForJson(repository.root, ["prepare", "spec.md"]);
    expect(json["findings"]).toContainEqual(
      expect.objectContaining({
        code: "FABRIKK_INTAKE_GATE_MISSING",
        message: expect.stringContaining("which command must pass?"),
      }),
    );
  });

  test("FAB-PLAN-011: the plan as table, DOT and Mermaid, with its makespan for other numbers of workers", async () => {
    await using repository = await temporaryRepository({
      "list.json": list,
      "fabrikk.config.json": JSON.stringify(gate),
    });
    await runFabrikk(repository.root, ["prepare", "list.json"]);
    const { json } = await runForJson(repository.root, ["plan", "--workers", "3"]);
    expect(json["certificate"]).toMatchObject({ workers: 3, critical_path: { tasks: ["l-1", "l-2"], minutes: 30 } });
    expect((await runFabrikk(repository.root, ["plan", "--format", "dot"])).stdout).toMatch(/^digraph plan \{/);
    expect((await runFabrikk(repository.root, ["plan", "--format", "mermaid"])).stdout).toMatch(/^flowchart LR/);
  });
});

/** A plan whose declared waves are broken by its own dependency, and whose packets are checked by nothing. */
const brokenPlan = {
  plan_id: "plan-1",
  mission_id: "m-1",
  waves: [
    {
      wave_number: 0,
      description: "all at once",
      work_packets: ["a", "b"].map((name) => ({
        packet_id: `packet-${name}`,
        title: `Packet ${name}`,
        run_class: "feature",
        files_in_scope: [`lib/${name}.py`],
        files_out_of_scope: [],
        depends_on: name === "b" ? ["packet-a"] : [],
        acceptance_criteria: [`${name} is there`],
        verification_commands: {},
        builder_prompt: `Write ${name}.`,
      })),
    },
  ],
};

describe.concurrent(
  "what contradicts itself is refused, all at once, and nothing is written",
  { timeout: 60_000 },
  () => {
    test.each([
      {
        title: "a plan with waves that break its order, without checks, with paths that are not there",
        spec: "plan.json",
        text: JSON.stringify(brokenPlan, null, 2),
        config: {},
        told: ["FABRIKK_COMPILER_DECLARED_WAVE_BROKEN", "FABRIKK_INTAKE_PACKET_UNCHECKED", "lib/a.py", "packet-b"],
      },
      {
        title: "hold mode and a requirement without files",
        spec: "spec.md",
        text: "- **H-1**: It SHALL hold.\n- **H-2**: It SHALL stay.\n  Files: a.mjs\n",
        config: { scope_mode: "hold", ...gate },
        told: ["FABRIKK_COMPILER_TASK_UNSCOPED"],
      },
      {
        title: "broken JSON",
        spec: "bad.json",
        text: '[\n  { "id": "A-1", }\n]\n',
        config: gate,
        told: ["bad.json:2", "FABRIKK_COMPILER_JSON_INVALID"],
      },
      {
        title: "broken YAML",
        spec: "bad.yaml",
        text: "- id: A-1\n  text: 'open\n",
        config: gate,
        told: ["bad.yaml:", "FABRIKK_COMPILER_YAML_INVALID"],
      },
      {
        title: "a glob that leaves the repository, and a second problem",
        spec: "spec.md",
        text: "- **A-1**: It SHALL.\n  Files: ../x.mjs\n- **A-1**: It SHALL again.\n",
        config: gate,
        told: ["spec.md:2", "spec.md:3", "FABRIKK_COMPILER_GLOB_ESCAPES", "FABRIKK_COMPILER_ID_DUPLICATE"],
      },
    ])("FAB-INT-007 FAB-PLAN-006 FAB-INT-005: $title", async ({ spec, text, config, told }) => {
      await using repository = await temporaryRepository({
        "fabrikk.config.json": JSON.stringify(config),
        [spec]: text,
      });
      const { exitCode, json } = await runForJson(repository.root, ["prepare", spec]);
      expect(exitCode).toBe(1);
      for (const part of told) expect(`${json["error"].code} ${json["error"].message}`).toContain(part);
      expect(json["error"].hint).not.toBe("");
      expect(await repository.runs()).toEqual([]);
    });
  },
);
