import { RunArtifact } from "@fabrikk/state";
import { expect, test } from "vitest";

import { compileArtifact } from "../graph/compile-artifact.ts";
import { draftArtifact } from "../spec/draft-artifact.ts";
import type { SourceText, SpecReading } from "../spec/spec-reading.ts";
import { readSpecs } from "./read-specs.ts";
import { specOrch } from "./spec-orch.ts";

const packet = {
  packet_id: "add-circle",
  title: "Add circle.ts",
  spec_section: "Shapes",
  run_class: "feature",
  files_in_scope: ["src/circle.ts"],
  files_out_of_scope: ["src/square.ts"],
  depends_on: [] as unknown[],
  acceptance_criteria: ["The file exports a type", "No logic is in it"],
  verification_commands: {
    exists: ["{python}", "-c", "import os\nassert os.path.exists('src/circle.ts')"],
    lint: ["eslint", "src/circle.ts"],
    test: ["npm", "test"],
  },
  builder_prompt: "Create src/circle.ts. It MUST hold types only.",
};
const other = {
  ...packet,
  packet_id: "add-square",
  title: "Add square.ts",
  run_class: "qa",
  files_in_scope: ["src/square.ts", "app/[id]/page.ts"],
  files_out_of_scope: ["src/circle.ts"],
};
const mission = {
  mission_id: "shapes-1",
  title: "Shapes",
  acceptance_criteria: ["Both shapes can be drawn.", "The plan has one wave."],
  constraints: ["Keep it small.", "You MUST NOT touch the build."],
  approved_at: null,
};
const spec = `# Shapes

## Acceptance Criteria

- [ ] Both shapes can be drawn!
- [ ] A demo shows them.

## Constraints

- Keep it small.
- The parser MUST stay as it is.
`;

function plan(...waves: readonly (readonly unknown[])[]): unknown {
  return { plan_id: "plan-1", waves: waves.map((work_packets, wave_number) => ({ wave_number, work_packets })) };
}

function source(file: string, value: unknown): SourceText {
  return { file, text: typeof value === "string" ? value : JSON.stringify(value, null, 2) };
}

function readAll(...sources: readonly SourceText[]): readonly SpecReading[] {
  return specOrch.groups(sources).map((group) => specOrch.read(group));
}

function readOne(...sources: readonly SourceText[]): SpecReading {
  const [reading, ...others] = readAll(...sources);
  expect(others).toEqual([]);
  return reading as SpecReading;
}

function problems(reading: SpecReading): readonly string[] {
  return reading.problems.map(({ code, file, line, message }) => `${file}:${line} ${code.slice(17)} ${message}`);
}

const whole = [
  source("m/mission.json", mission),
  source("m/plan.json", plan([packet, other])),
  source("m/spec.md", spec),
];

test("FAB-INT-008: a mission compiles to one wave of two disjoint tasks that both serve what it demands as a whole", () => {
  const reading = readOne(...whole);
  expect(reading.problems).toEqual([]);
  const artifact = RunArtifact.parse(draftArtifact(readSpecs(whole), whole));
  const { tasks, waves, conflicts } = compileArtifact(artifact);
  expect(waves).toHaveLength(1);
  expect(waves[0]).toHaveLength(2);
  expect(conflicts).toEqual([]);
  const level = ["Both shapes can be drawn!", "The plan has one wave.", "A demo shows them."];
  for (const task of tasks) {
    const texts = artifact.requirements.filter(({ id }) => task.requirement_ids.includes(id)).map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(level));
    expect(texts).toHaveLength(6);
  }
  expect(reading.title).toBe("Shapes");
  expect(reading.declaredWaves).toEqual([{ file: "m/plan.json", waves: [["add-circle", "add-square"]] }]);
});

test("FAB-INT-008: what mission.json and spec.md both say is one requirement, and one boundary", () => {
  const { requirements, boundaries, sentences } = readOne(...whole);
  const places = requirements.map(({ kind, text, source: { file, lines } }) => `${file}:${lines[0]} ${kind} ${text}`);
  expect(places.filter((place) => !place.startsWith("m/plan.json"))).toEqual([
    "m/mission.json:6 criterion The plan has one wave.",
    expect.stringMatching(/^m\/spec\.md:5 \w+ Both shapes can be drawn!$/),
    expect.stringMatching(/^m\/spec\.md:6 \w+ A demo shows them\.$/),
  ]);
  expect(boundaries.always.map(({ text }) => text)).toEqual([
    "Keep it small.",
    "You MUST NOT touch the build.",
    "The parser MUST stay as it is.",
  ]);
  const normative = sentences.filter(({ text }) => text.includes("MUST"));
  expect(normative.map(({ source: { file }, isClaimed }) => `${file} ${isClaimed}`)).toEqual([
    ...["m/mission.json true", "m/plan.json true", "m/plan.json true", "m/spec.md true"],
  ]);
});

test("FAB-INT-008: a packet's grouping has its files, its commands for sh, its class; equal criteria have ids of their own", () => {
  const { groupings, requirements, assumptions } = readOne(source("plan.json", plan([packet, other])));
  expect(groupings[0]).toEqual({
    title: "Add circle.ts",
    requirement_ids: requirements.slice(0, 3).map(({ id }) => id),
    scope: { owned: ["src/circle.ts"], read_only: [], shared: [] },
    checks: [
      {
        kind: "command",
        command: String.raw`python3 -c 'import os` + "\n" + String.raw`assert os.path.exists('\''src/circle.ts'\'')'`,
        exit_code: 0,
      },
      { kind: "lint", command: "eslint src/circle.ts" },
      { kind: "tests", command: "npm test" },
    ],
    test_levels: [],
    class: "feature",
  });
  expect(groupings[1]).toMatchObject({ class: "chore", scope: { owned: ["src/square.ts", "app/\\[id\\]/page.ts"] } });
  expect(assumptions).toEqual(["The word {python} in a verification command is read as python3."]);
  expect(requirements.map(({ kind }) => kind)).toEqual([
    "work",
    "criterion",
    "criterion",
    "work",
    "criterion",
    "criterion",
  ]);
  expect(new Set(requirements.map(({ id }) => id)).size).toBe(6);
  expect(requirements[0]).toMatchObject({
    id: "add-circle",
    text: "Add circle.ts\n\nCreate src/circle.ts. It MUST hold types only.",
    source: { file: "plan.json", lines: [7, 39] },
  });
});

test("FAB-INT-008: dependencies of packets are pinned, and waves are told in the order of their numbers", () => {
  const late = { ...other, depends_on: ["add-circle"], verification_commands: {} };
  const { dependencies, declaredWaves, groupings } = readOne(
    source("plan.json", {
      plan_id: "p",
      waves: [
        { wave_number: 2, work_packets: [late] },
        { wave_number: 1, work_packets: [packet] },
      ],
    }),
  );
  expect(dependencies).toEqual([{ from: "add-square", to: "add-circle", pinned: true }]);
  expect(declaredWaves).toEqual([{ file: "plan.json", waves: [["add-circle"], ["add-square"]] }]);
  expect(groupings[0]?.checks).toEqual([]);
});

test("FAB-INT-007: all that is wrong with a plan is told at once, with its lines", () => {
  const wrong = {
    ...packet,
    packet_id: "add circle",
    files_out_of_scope: ["src/**"],
    depends_on: ["no-such", "add-square"],
    verification_commands: { empty: [], numbers: [true] },
  };
  const twice = { ...other, files_in_scope: ["src/**"], files_out_of_scope: ["src/gen/**", "docs/**"] };
  const reading = readOne(source("plan.json", plan([wrong, twice], [twice, 3])));
  expect(problems(reading)).toEqual([
    expect.stringMatching(/^plan\.json:8 ID_INVALID waves\[0\]\.work_packets\[0\]\.packet_id: "add circle" is no id/),
    'plan.json:15 SCOPE_CONTRADICTS waves[0].work_packets[0].files_out_of_scope: "src/circle.ts" is named both as in scope and as out of scope',
    "plan.json:19 DEPENDENCY_UNKNOWN the work depends on no-such, and there is no such work here",
    "plan.json:27 CHECK_INVALID waves[0].work_packets[0].verification_commands.empty: a command names its program first",
    expect.stringMatching(/^plan\.json:29 DATA_INVALID .*numbers\[0\]: a word of a command is expected/),
    "plan.json:73 ID_DUPLICATE the id add-square is already defined on line 34",
    "plan.json:107 DATA_INVALID waves[1].work_packets[1]: a work packet is expected, and this is the number 3",
  ]);
  expect(reading.groupings[1]?.scope).toEqual({ owned: ["src/**"], read_only: ["src/gen/**"], shared: [] });
});

test("FAB-INT-007: each broken document of a mission is told, and the others are read", () => {
  const broken = source("m/mission.json", '{"mission_id": "x",\n"constraints": ["a" "b"]}');
  const reading = readOne(broken, source("m/plan.json", plan([packet])));
  expect(problems(reading)).toEqual(["m/mission.json:2 JSON_INVALID a comma is missing before this"]);
  expect(reading.requirements[0]?.id).toBe("add-circle");
});

test("FAB-INT-008: documents are grouped by their folder; each also stands alone, and a lone spec.md is Markdown", () => {
  const files = (...sources: readonly SourceText[]): readonly unknown[] =>
    specOrch.groups(sources).map((group) => group.map(({ file }) => file));
  const issue = source("i/ONE.json", { issue_id: "ONE", title: "One" });
  expect(files(...whole, source("n/spec.md", spec), source("n/plan.json", plan([other])), issue)).toEqual([
    ["i/ONE.json"],
    ["m/mission.json", "m/plan.json", "m/spec.md"],
    ["n/spec.md", "n/plan.json"],
  ]);
  expect(files(source("spec.md", spec), source("package.json", { name: "x" }), source("a.json", "{"))).toEqual([]);
  expect(files(source("a.json", mission), source("b.json", mission), source("c.json", plan([packet])))).toEqual([
    ["a.json", "c.json"],
    ["b.json"],
  ]);
  const alone = readOne(source("mission.json", mission));
  expect(alone.requirements.map(({ text }) => text)).toEqual(mission.acceptance_criteria);
  expect(alone.groupings).toHaveLength(2);
});

test("FAB-INT-008: an issue is one grouping with its criteria; what its context says is in its text and the boundaries", () => {
  const issue = {
    issue_id: "SHP-7",
    title: "Add a --version flag",
    summary: "It prints the version.",
    builder_prompt: null,
    verification_commands: { test: ["{python}", "-m", "pytest", "-q"] },
    acceptance_criteria: ["--version prints a version", "All tests pass"],
    context: {
      files_to_read: ["src/cli.py"],
      architecture_notes: "The callback MUST stay where it is.",
      constraints: ["Do not break tests"],
    },
  };
  const reading = readOne(source("SHP-7.json", issue));
  expect(reading.problems).toEqual([]);
  expect(reading.title).toBe("Add a --version flag");
  expect(reading.requirements.map(({ id, kind, source: { lines } }) => [id, kind, lines])).toEqual([
    ["SHP-7", "work", [1, 27]],
    ["R-9a82145f38", "criterion", [15, 15]],
    ["R-8d7c8b8624", "criterion", [16, 16]],
  ]);
  expect(reading.requirements[0]?.text).toBe(
    "Add a --version flag\n\nIt prints the version.\n\nThe callback MUST stay where it is.\n\nRead first: src/cli.py",
  );
  expect(reading.groupings).toMatchObject([
    { requirement_ids: ["SHP-7", "R-9a82145f38", "R-8d7c8b8624"], scope: { owned: [] }, class: "feature" },
  ]);
  expect(reading.groupings[0]?.checks).toEqual([{ kind: "tests", command: "python3 -m pytest -q" }]);
  expect(reading.boundaries.always).toEqual([{ text: "Do not break tests", paths: [] }]);
  expect(reading.sentences.map(({ text, isClaimed }) => [text, isClaimed])).toEqual([
    ["The callback MUST stay where it is.", true],
  ]);
});

test("FAB-INT-008: an issue of a title alone is read, without criteria and checks", () => {
  const { requirements, groupings, problems: found } = readOne(source("a.json", { issue_id: "A-1", title: "Do it" }));
  expect([requirements.map(({ id }) => id), groupings[0]?.checks, found]).toEqual([["A-1"], [], []]);
});
