import { expect, test } from "vitest";

import type { SpecReading } from "../spec/spec-reading.ts";
import { requirementList } from "./requirement-list.ts";

function read(file: string, text: string): SpecReading {
  return requirementList.read([{ file, text }]);
}

function problems(file: string, text: string): readonly string[] {
  return read(file, text).problems.map(({ code, line, message }) => `${line} ${code.slice(17)} ${message}`);
}

/** What is stated, one line each. */
function stated({ requirements }: SpecReading): readonly string[] {
  return requirements.map(({ id, kind, text, source: { lines } }) => `${lines.join("-")} ${id} ${kind} ${text}`);
}

const full = `# What it does
title: Geometry
owner: me
requirements:
  - id: GEO-1
    title: Sums
    text: >
      The tool MUST add points.
      It must not round.
    priority: should
    risk: high
    class: fix
    files: [src/add.ts, "src/points/**"]
    read_only: [src/api.ts]
    shared: package.json
    depends_on: geo-2, GEO-3
    checks:
      - npm test
      - exists src/add.ts
      - lint: npm run lint
    test_level: [L2, L1]
    acceptance_criteria:
      - An overflow SHOULD be told.
      - given: two points
        when: they are added
        then: [the sum is shown, nothing is stored]
    rationale: People SHOULD like it.
  - GEO-2: The tool starts quickly.

  - "[GEO-3] The tool stops."
  - The tool rests.
`;

test("FAB-INT-001: a YAML list gives its requirements with ids, exact lines, criteria of their own", () => {
  const reading = read("spec.yaml", full);
  expect(reading.problems).toEqual([]);
  expect(reading.title).toBe("Geometry");
  expect(stated(reading)).toEqual([
    "5-27 GEO-1 entry Sums\n\nThe tool MUST add points. It must not round.",
    "23-23 R-f3a1d2f031 criterion An overflow SHOULD be told.",
    "24-26 R-02f8d3fdbc criterion GIVEN two points\nWHEN they are added\nTHEN the sum is shown AND nothing is stored",
    "28-28 GEO-2 entry The tool starts quickly.",
    "30-30 GEO-3 entry The tool stops.",
    "31-31 R-1aa0f3e757 entry The tool rests.",
  ]);
  const strength = reading.requirements.slice(0, 4).map(({ priority, risk }) => `${priority} ${risk}`);
  expect(strength).toEqual(["should high", "should high", "should high", "must medium"]);
  expect(reading.dependencies).toEqual([
    { from: "GEO-1", to: "GEO-2", pinned: true },
    { from: "GEO-1", to: "GEO-3", pinned: true },
  ]);
});

test("FAB-INT-001: what an entry says of its task stands in its grouping, with its criteria", () => {
  const { groupings } = read("spec.yaml", full);
  expect(groupings).toHaveLength(4);
  expect(groupings[0]).toEqual({
    title: "Sums",
    requirement_ids: ["GEO-1", "R-f3a1d2f031", "R-02f8d3fdbc"],
    scope: { owned: ["src/add.ts", "src/points/**"], read_only: ["src/api.ts"], shared: ["package.json"] },
    checks: [
      { kind: "tests", command: "npm test" },
      { kind: "files_exist", paths: ["src/add.ts"] },
      { kind: "lint", command: "npm run lint" },
    ],
    test_levels: ["L1", "L2"],
    class: "fix",
  });
});

test("FAB-INT-003: every line has a note, and each sentence with a key word is told, with where it went", () => {
  const { notes, sentences } = read("spec.yaml", full);
  expect(notes.map(({ source: { lines }, what }) => `${lines.join("-")} ${what}`)).toEqual([
    "1-1 comment",
    "2-2 title of the document",
    '3-3 the key "owner" is not read',
    "4-4 structure of the document",
    "5-5 id of GEO-1",
    "6-9 text of GEO-1",
    "10-10 priority of GEO-1",
    "11-11 risk of GEO-1",
    "12-12 class of GEO-1",
    "13-15 files of GEO-1",
    "16-16 dependencies of GEO-1",
    "17-20 checks of GEO-1",
    "21-21 test levels of GEO-1",
    "22-22 structure of the document",
    "23-23 text of R-f3a1d2f031",
    "24-26 text of R-02f8d3fdbc",
    '27-27 the key "rationale" is not read',
    "27-27 normative, and in no requirement",
    "28-28 text of GEO-2",
    "30-30 text of GEO-3",
    "31-31 text of R-1aa0f3e757",
  ]);
  expect(sentences.map(({ source: { lines }, text, isClaimed }) => `${lines.join("-")} ${isClaimed} ${text}`)).toEqual([
    "7-9 true The tool MUST add points.",
    "7-9 true It must not round.",
    "23-23 true An overflow SHOULD be told.",
    "27-27 false People SHOULD like it.",
  ]);
});

test("FAB-INT-001: the shapes of a list: texts, ids with texts, sections, groups by name, nested requirements", () => {
  const shapes: Readonly<Record<string, unknown>> = {
    texts: ["The tool runs", "The tool stops"],
    ids: { "REQ-1": "The tool runs", "REQ-2": { description: "The tool stops" }, version: 2 },
    keyed: { Requirements: { "REQ-1": "The tool runs", stopping: "The tool stops" } },
    groups: { functional_requirements: { running: ["The tool runs"], stopping: [{ text: "The tool stops" }] } },
    sections: {
      sections: [{ title: "One", requirements: ["The tool runs"] }, { nonFunctionalRequirements: ["The tool stops"] }],
    },
    nested: [{ id: "REQ-1", text: "The tool runs", requirements: [{ id: 2, text: "The tool stops" }] }],
  };
  const ids = Object.entries(shapes).map(([name, shape]) => {
    const reading = read("r.json", JSON.stringify(shape, null, 1));
    expect(reading.problems).toEqual([]);
    expect(reading.requirements.map(({ text }) => text)).toEqual(["The tool runs", "The tool stops"]);
    return [name, ...reading.requirements.map(({ id }) => id)].join(" ");
  });
  expect(ids).toEqual([
    "texts R-34ca81f062 R-ce60bd279b",
    "ids REQ-1 REQ-2",
    "keyed REQ-1 stopping",
    "groups R-34ca81f062 R-ce60bd279b",
    "sections R-34ca81f062 R-ce60bd279b",
    "nested REQ-1 REQ-2",
  ]);
});

test("FAB-INT-001: what was put off is deferred with its criteria, and no task is made of it", () => {
  const text =
    "- {id: A-1, text: The tool runs, deferred: next year, criteria: [It is fast]}\n- {id: A-2, text: The tool stops, priority: wont}\n- {id: A-3, text: The tool rests, deferred: false, priority: low}";
  const { deferred, groupings, requirements } = read("r.yaml", text);
  expect(deferred.map(({ reason }) => reason)).toEqual(["next year", "next year", "its priority is: not this time"]);
  expect(groupings.map(({ requirement_ids }) => requirement_ids)).toEqual([["A-3"]]);
  expect(requirements.find(({ id }) => id === "A-3")?.priority).toBe("must");
});

test("FAB-INT-007: every value that does not fit is told at once, with its line and its path", () => {
  const text = `requirements:
  - id: no id
    text: 3
  - id: A-1
    text: The tool runs
    priority: nice
    risk: awful
    class: hobby
    test_level: L9
    files: [../x, .git/config, "a[", 4]
    check: content a /(/
    checks: [{ kind: command, command: npm test }, { kind: tests, command: "" }]
    depends_on: [true]
    acceptance_criteria: [{ done: true }]
  - 5
  - id: A-1
    text: The tool stops
  - {}
`;
  expect(problems("r.yaml", text)).toEqual([
    '2 ID_INVALID requirements[0].id: "no id" is no id: an id begins with a letter and holds at most 120 letters A to Z and a to z, digits, dots, dashes and underscores',
    "3 DATA_INVALID requirements[0].text: a text is expected, and this is the number 3",
    '6 DATA_INVALID requirements[1].priority: "nice" is none: a priority is one of must, should, may; high, medium, low, P0 to P4 and numbers only name an order',
    '7 DATA_INVALID requirements[1].risk: "awful" is none: a risk is one of low, medium, high',
    '8 CLASS_INVALID requirements[1].class: "hobby" is none: a class is one of feature, fix, docs, config, chore',
    '9 TEST_LEVEL_INVALID requirements[1].test_level: "L9" is no test level: write some of L0, L1, L2, L3',
    "10 DATA_INVALID requirements[1].files[3]: a path is expected, and this is the number 4",
    '10 GLOB_ESCAPES requirements[1].files[0]: the glob "../x" leaves the repository',
    '10 GLOB_RESERVED requirements[1].files[1]: no task may change ".git/config": .git, .fabrikk and fabrikk.config.* steer the run itself',
    expect.stringMatching(/^10 GLOB_INVALID requirements\[1\]\.files\[2\]: the glob "a\[" cannot be read/),
    expect.stringMatching(/^11 CHECK_INVALID requirements\[1\]\.check: /),
    expect.stringMatching(/^12 CHECK_INVALID requirements\[1\]\.checks\[1\]: this is no check: command: /),
    "13 DATA_INVALID requirements[1].depends_on[0]: a text or a number is expected, and this is the boolean true",
    "14 REQUIREMENT_EMPTY requirements[1].acceptance_criteria[0]: this criterion says nothing",
    "15 DATA_INVALID requirements[2]: a text is expected, and this is the number 5",
    "16 ID_DUPLICATE the id A-1 is already defined on line 4",
    "18 REQUIREMENT_EMPTY requirements[4]: this says nothing: it has no text",
  ]);
});

test("FAB-INT-007: of a broken file only what breaks it is told", () => {
  const reading = read("r.json", '{"requirements": [\n{"id": "A-1" "text": 3},\n{"id": 4,}\n]}');
  expect(reading.problems.map(({ line }) => line)).toEqual([2, 3]);
  expect(reading.requirements).toEqual([]);
});

test("FAB-INT-001: other JSON and YAML files are no lists, and say what is expected", () => {
  const others: Readonly<Record<string, unknown>> = {
    "package.json": { name: "x", version: "1.0.0", scripts: { test: "vitest run" }, dependencies: { "a-1": "^1.0" } },
    "tsconfig.json": { compilerOptions: { strict: true }, include: ["src/**"] },
    "lock.json": [{ name: "left-pad", version: "1.0.0", description: "pads texts" }],
    "files.json": ["src/a.ts", "test/**"],
    "recipe.yaml": { package: { name: "x" }, requirements: { build: ["python", "pip >=20"], run: ["numpy"] } },
    "galaxy.yaml": { roles: [{ src: "a.b", version: "1" }] },
    "compose.yaml": { services: { web: { image: "nginx", depends_on: ["db"] } } },
    "workflow.yml": { on: "push", jobs: { build: { steps: [{ name: "Check out", uses: "actions/checkout@v4" }] } } },
    "openapi.json": { openapi: "3.1.0", info: { title: "An API" }, paths: {} },
    "empty.yaml": null,
    "word.json": "The tool runs",
  };
  for (const [file, value] of Object.entries(others)) {
    const { problems: found, requirements } = read(file, JSON.stringify(value));
    expect([file, requirements, found.map(({ code }) => code)]).toEqual([file, [], ["FABRIKK_COMPILER_DATA_UNKNOWN"]]);
    expect(found[0]?.message).toContain("as a list or under `requirements`");
  }
});

test("FAB-INT-001: a list under another name is read as JSON or YAML, whichever it is", () => {
  for (const text of ['["The tool runs"]', "- The tool runs", '\uFEFF [\n"The tool runs"]'])
    expect(read("list.txt", text).requirements.map(({ id }) => id)).toEqual(["R-34ca81f062"]);
});

test("FAB-INT-001: JSON and YAML files only, each a group of its own", () => {
  const sources = ["a.json", "b.yaml", "c.YML", "d.jsonc", "e.md", "f.txt"].map((file) => ({ file, text: "[]" }));
  expect(requirementList.groups(sources).map((group) => group.map(({ file }) => file))).toEqual([
    ...[["a.json"], ["b.yaml"], ["c.YML"], ["d.jsonc"]],
  ]);
});
