import { RunArtifact } from "@fabrikk/state";
import { expect, test } from "vitest";

import { compileArtifact } from "../graph/compile-artifact.ts";
import { draftArtifact } from "../spec/draft-artifact.ts";
import type { SourceText, SpecReading } from "../spec/spec-reading.ts";
import { readSpecs } from "./read-specs.ts";
import { taskGraphJson } from "./task-graph-json.ts";

function source(file: string, value: unknown): SourceText {
  return { file, text: typeof value === "string" ? value : JSON.stringify(value, null, 1) };
}

function groups(...sources: readonly SourceText[]): readonly (readonly string[])[] {
  return taskGraphJson.groups(sources).map((group) => group.map(({ file }) => file));
}

function readOne(...sources: readonly SourceText[]): SpecReading {
  const [group, ...others] = taskGraphJson.groups(sources);
  expect([group?.length, others]).toEqual([sources.length, []]);
  return taskGraphJson.read(group ?? []);
}

/** Ids of each grouping with the files that it owns. */
function tasks({ groupings }: SpecReading): readonly string[] {
  return groupings.map(({ requirement_ids, scope }) => [...requirement_ids, ...scope.owned].join(" "));
}

function edges({ dependencies }: SpecReading): readonly string[] {
  return dependencies.map(({ from, to, pinned }) => `${from} ${to} ${pinned}`);
}

function problems(reading: SpecReading): readonly string[] {
  return reading.problems.map(({ code, file, line, message }) => `${file}:${line} ${code.slice(17)} ${message}`);
}

const planned = [
  {
    id: 1,
    title: "Set up",
    description: "The base",
    status: "done",
    subtasks: [{ id: 1, title: "Base", status: "pending" }],
  },
  {
    id: 2,
    title: "Build the parser",
    description: "It reads texts.",
    details: "It MUST be fast.",
    testStrategy: "Unit tests",
    priority: "high",
    dependencies: [1, "1.1"],
    status: "pending",
    subtasks: [
      { id: 1, title: "Lexer", dependencies: [], status: "pending" },
      { id: 2, title: "Grammar", dependencies: [1], status: "in-progress" },
      { id: 3, title: "Old idea", dependencies: [2], status: "cancelled" },
    ],
  },
  { id: 3, title: "Print it", dependencies: [2, "2.2"], status: "pending" },
  { id: 4, title: "Colours", dependencies: [3], status: "deferred" },
];

test("FAB-INT-008: numbered tasks with subtasks become work with legal ids; what is done is left out, what was put off deferred", () => {
  for (const value of [{ tasks: planned }, { master: { tasks: planned, metadata: { created: "now" } } }]) {
    const reading = readOne(source("tasks.json", value));
    expect(reading.problems).toEqual([]);
    expect(tasks(reading)).toEqual(["TASK-2 TASK-2.1 TASK-2.2", "TASK-3"]);
    expect(edges(reading)).toEqual([
      ...["TASK-2.2 TASK-2.1 true", "TASK-3 TASK-2 true", "TASK-3 TASK-2.2 true", "TASK-4 TASK-3 true"],
    ]);
    expect(reading.deferred).toEqual([{ requirement_id: "TASK-4", reason: "its status is: deferred" }]);
    expect(reading.assumptions).toEqual([
      "Ids that are numbers are written with TASK- before them.",
      "Tasks that are marked as done or given up are left out: TASK-1, TASK-1.1, TASK-2.3.",
    ]);
    expect(reading.requirements[0]).toMatchObject({
      kind: "work",
      priority: "must",
      text: "Build the parser\n\nIt reads texts.\n\nIt MUST be fast.\n\nHow to test: Unit tests",
    });
  }
});

test("FAB-INT-008: a plan compiles: its order is that of its dependencies", () => {
  const file = source("tasks.json", { tasks: planned.map((task) => ({ ...task, files: [`src/${task.id}.ts`] })) });
  const artifact = RunArtifact.parse(draftArtifact(readSpecs([file]), [file]));
  expect(compileArtifact(artifact).waves).toEqual([["task-2"], ["task-3"]]);
});

test("FAB-INT-008: the lists of several tags are kept apart by their names", () => {
  const task = { id: 1, title: "Run it", status: "pending" };
  const later = { id: 2, title: "Stop it", dependencies: [1] };
  const reading = readOne(
    source("tasks.json", { master: { tasks: [task, later] }, "my tag": { tasks: [task, later] } }),
  );
  expect(tasks(reading)).toEqual(["TASK-1", "TASK-2", "my-tag-1", "my-tag-2"]);
  expect(edges(reading)).toEqual(["TASK-2 TASK-1 true", "my-tag-2 my-tag-1 true"]);
});

test("FAB-INT-008: the files of single tasks in one folder are one plan, with their index", () => {
  const one = {
    id: "TASK-001",
    title: "Keep accounts",
    status: "planned",
    wave: "W1",
    depends_on: [],
    touched_files: ["backend/access/", "app/[id]/page.ts"],
    gates: [{ name: "unit", command: "pytest backend", required: true }],
    verify: ["Run all and look at it."],
    constraints: ["One farm only"],
    docs: ["x.md"],
  };
  const two = { id: "TASK-002", title: "Show them", status: "ready", wave: "W2", depends_on: ["task-001"] };
  const index = { version: 1, tasks: [{ id: "TASK-001", file: "TASK-001.task.json" }] };
  const files = [
    source("t/TASK-001.task.json", one),
    source("t/TASK-002.task.json", two),
    source("t/index.json", index),
  ];
  expect(groups(...files, source("u/A.task.json", one))).toEqual([files.map(({ file }) => file), ["u/A.task.json"]]);
  const reading = readOne(...files);
  expect(reading.problems).toEqual([]);
  expect(tasks(reading)).toEqual(["TASK-001 backend/access/ app/\\[id\\]/page.ts", "TASK-002"]);
  expect(edges(reading)).toEqual(["TASK-002 TASK-001 true"]);
  expect(reading.declaredWaves).toEqual([{ file: "t/TASK-001.task.json", waves: [["TASK-001"], ["TASK-002"]] }]);
  expect(reading.groupings[0]?.checks).toEqual([{ kind: "tests", command: "pytest backend" }]);
  expect(reading.requirements[0]?.text).toBe(
    "Keep accounts\n\n- One farm only\n\nHow to test:\n- Run all and look at it.",
  );
});

test("FAB-INT-008: stories, their criteria and their order of work", () => {
  const userStories = [
    {
      id: "US-001",
      title: "Log in",
      description: "As a user I log in",
      acceptanceCriteria: ["It works", "It SHOULD be fast"],
      priority: 9,
      passes: false,
    },
    { id: "US-002", title: "Log out", acceptanceCriteria: [{ id: "AC1", description: "It works" }], passes: true },
    {
      id: 3,
      title: "Stay",
      dependencies: ["US-002", "US-001"],
      acceptanceCriteria: [{ id: "AC1", description: "It works" }],
    },
  ];
  const reading = readOne(source("prd.json", { project: "Accounts", userStories }));
  expect(reading.problems).toEqual([]);
  expect(reading.title).toBe("Accounts");
  expect(reading.requirements.map(({ kind, priority, text }) => `${kind} ${priority} ${text}`)).toEqual([
    "story must Log in\n\nAs a user I log in",
    "criterion must It works",
    "criterion should It SHOULD be fast",
    "story must Stay",
    "criterion must It works",
  ]);
  expect(new Set(reading.requirements.map(({ id }) => id)).size).toBe(5);
  expect(edges(reading)).toEqual(["STORY-3 US-001 true"]);
});

test("FAB-INT-008: nodes and edges: an edge leads from what comes first, unless it says otherwise", () => {
  const nodes = ["a1", "b1", "c1"].map((id) => ({ id, label: `Do ${id}` }));
  const drawn = [{ from: "a1", to: "b1" }, { source: "c1", target: "b1", type: "depends_on" }, ["a1", "c1"]];
  const reading = readOne(source("task-graph.json", { nodes, edges: drawn }));
  expect(reading.problems).toEqual([]);
  expect(edges(reading).toSorted()).toEqual(["b1 a1 true", "c1 a1 true", "c1 b1 true"]);
  expect(reading.assumptions).toEqual([
    'An edge from one task to another means that the first comes first, unless its type is "depends on".',
  ]);
  expect(groups(source("flow.json", { nodes, edges: drawn }))).toEqual([]);
});

test("FAB-INT-008: a graph with files, commands, criteria; subtasks that stand beside their task", () => {
  const graph = {
    metadata: { title: "Null checks" },
    execution_strategy: { waves: [{ tasks: ["T1"] }, { tasks: ["T2"] }] },
    tasks: [
      {
        id: "T1",
        title: "Check for null",
        type: "bugfix",
        files: { allowed: ["src/**"], forbidden: ["src/gen/**", "*.csproj"], read_only: ["api.ts"] },
        definition_of_done: ["Null is refused"],
        verification: { type: ["x"], commands: ["dotnet build", "dotnet test"] },
      },
      { id: "T1.1", parent: "T1", title: "Say so", files: { create: [{ path: "docs/null.md" }] } },
      { id: "T2", title: "Test it", blocked_by: [{ id: "T1" }] },
    ],
  };
  const reading = readOne(source("plan.json", { task_graph: graph }));
  expect(reading.problems).toEqual([]);
  expect(reading.title).toBe("Null checks");
  expect(tasks(reading)).toEqual([expect.stringMatching(/^T1 R-\w+ T1\.1 src\/\*\* docs\/null\.md$/), "T2"]);
  expect(reading.groupings[0]).toMatchObject({
    class: "fix",
    scope: { read_only: ["api.ts", "src/gen/**"] },
    checks: [
      { kind: "command", command: "dotnet build", exit_code: 0 },
      { kind: "tests", command: "dotnet test" },
    ],
  });
  expect(edges(reading)).toEqual(["T2 T1 true"]);
  expect(reading.declaredWaves).toEqual([{ file: "plan.json", waves: [["T1"], ["T2"]] }]);
});

test("FAB-INT-008: a list alone under a telling name, and tasks by their ids as YAML", () => {
  const list = [
    { id: "T-0", name: "Zero", wave: 0 },
    { id: "T-1", name: "One", depends: ["T-0"], wave: 1 },
  ];
  const reading = readOne(source("my-tasks.json", list));
  expect(edges(reading)).toEqual(["T-1 T-0 true"]);
  expect(reading.declaredWaves).toEqual([{ file: "my-tasks.json", waves: [["T-0"], ["T-1"]] }]);
  expect(groups(source("list.json", list))).toEqual([]);
  const yaml = "tasks:\n  first:\n    title: Do this\n  second:\n    title: Do that\n    depends_on: [first]\n";
  expect(edges(readOne(source("plan.yaml", yaml)))).toEqual(["second first true"]);
});

test("FAB-INT-008: what task runners and editors call tasks is no plan", () => {
  const others = [
    source(".vscode/tasks.json", { version: "2.0.0", tasks: [{ label: "build", type: "shell", command: "make" }] }),
    source(
      "Taskfile.yml",
      "version: 3\ntasks:\n  build:\n    desc: Build it\n    summary: All of it\n    cmds: [make]\n",
    ),
    source("playbook.yml", "- hosts: all\n  tasks:\n    - name: install\n      apt: name=x\n"),
    source("task.json", { id: "0-1", name: "azure", friendlyName: "A task", execution: {} }),
    source("package.json", { name: "tasks", scripts: { graph: "x" } }),
    source("index.json", { tasks: [{ id: "A", file: "A.task.json" }] }),
    source("broken.json", "tasks"),
  ];
  expect(groups(...others)).toEqual([]);
});

test("FAB-INT-007: unknown ids and broken values are told with their lines; a cycle is left to the compiler", () => {
  const wrong = {
    tasks: [
      { id: "A", title: "One", dependencies: ["B", "X"] },
      { id: "B", title: "Two", dependencies: ["A"], subtasks: [{ id: 1, title: "Part", dependencies: [7] }] },
      { id: "B", title: "Two again", files: ["../x"] },
      { id: "no id", title: "Three" },
      { id: "C" },
    ],
    edges: [{ from: "A", to: "Y" }, 3],
  };
  const reading = readOne(source("tasks.json", wrong));
  expect(problems(reading)).toEqual([
    "tasks.json:8 DEPENDENCY_UNKNOWN A depends on X, and there is no such work here",
    "tasks.json:22 DEPENDENCY_UNKNOWN B.1 depends on 7, and there is no such work here",
    "tasks.json:27 ID_DUPLICATE the id B is already defined on line 11",
    'tasks.json:31 GLOB_ESCAPES tasks[2].files[0]: the glob "../x" leaves the repository',
    expect.stringMatching(/^tasks\.json:35 ID_INVALID tasks\[3\]\.id: "no id" is no id/),
    "tasks.json:38 REQUIREMENT_EMPTY tasks[4]: the requirement C says nothing: it has no text",
    "tasks.json:43 DEPENDENCY_UNKNOWN an edge leads to Y, and there is no such task here",
    "tasks.json:47 DATA_INVALID edges[1]: an edge with `from` and `to` is expected, and this is the number 3",
  ]);
  expect(edges(reading)).toEqual(["A B true", "B A true"]);
  expect(problems(readOne(source("tasks.json", '{"tasks": [{"id": 1, "title": "x"\n"y": 2}]}')))).toEqual([
    "tasks.json:2 JSON_INVALID a comma is missing before this",
  ]);
});

test("FAB-INT-008: tasks that are parts of each other are read all the same", () => {
  const tasksInRing = ["A", "B"].map((id) => ({ id, title: `Do ${id}`, parent: id === "A" ? "B" : "A" }));
  const reading = readOne(source("tasks.json", { tasks: [...tasksInRing, { id: "C", title: "Do C", parent: "C" }] }));
  expect(tasks(reading)).toEqual(["A", "B", "C"]);
});
