import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { detectGate, type GateDetection } from "./detect-gate.ts";

type Files = Readonly<Record<string, string>>;

async function detect(files: Files, order: readonly string[] = Object.keys(files)): Promise<GateDetection> {
  return await detectGate({ files: order, read: async (path) => files[path] ?? null });
}

const scripts = (named: Files): string => JSON.stringify({ scripts: named });

const noTest = 'echo "Error: no test specified" && exit 1';

const repositories: readonly (readonly [string, Files, readonly string[]])[] = [
  [
    "npm",
    { "package.json": scripts({ test: "vitest", lint: "eslint", "type-check": "tsc", build: "x" }) },
    ["npm run lint", "npm run type-check", "npm test"],
  ],
  ["pnpm", { "package.json": scripts({ test: "x" }), "pnpm-lock.yaml": "" }, ["pnpm test"]],
  ["bun", { "package.json": scripts({ test: "x" }), "bun.lock": "" }, ["bun run test"]],
  [
    "the field packageManager, before a lock file",
    { "package.json": JSON.stringify({ packageManager: "yarn@4.1.0", scripts: { test: "x" } }), "pnpm-lock.yaml": "" },
    ["yarn test"],
  ],
  [
    "a build where nothing checks types",
    { "package.json": scripts({ test: "x", build: "tsup" }) },
    ["npm run build", "npm test"],
  ],
  ["npm's own placeholder", { "package.json": scripts({ test: noTest }) }, []],
  [
    "a test that waits for changes",
    { "package.json": scripts({ test: "jest --watch", "test:ci": "jest --watch=false" }) },
    ["npm run test:ci"],
  ],
  ["a broken package.json", { "package.json": "{" }, []],
  [
    "make",
    { Makefile: ".PHONY: test\nX := 1\ntest: build\n\tgo test\nlint:\n\tx\n", "package.json": scripts({ test: "x" }) },
    ["make lint", "make test"],
  ],
  [
    "make, with several targets in a rule",
    { Makefile: "lint check: all\n\tx\nY ::= 1\n" },
    ["make lint", "make check"],
  ],
  ["just", { justfile: "test *args:\n  x\n@lint:\n  y\n" }, ["just lint", "just test"]],
  [
    "just, without recipes that need an argument",
    { Justfile: "lint target:\n  x\nbuild mode='debug' : dep\n  y\nalias test := all\nall:\n  x\n" },
    ["just build", "just test"],
  ],
  ["a Makefile without test", { Makefile: "all:\n\tx\n", "go.mod": "module x" }, ["go vet ./...", "go test ./..."]],
  [
    "Task",
    {
      "Taskfile.yml": "version: '3'\ntasks:\n  test: go test\n  lint:\n    cmds: [x]\n  build:\n    internal: true\n",
      "go.mod": "",
    },
    ["task lint", "task test"],
  ],
  [
    "nx",
    {
      "nx.json":
        '{ // all\n "targetDefaults": { "build": {} }, "plugins": [{ "plugin": "@nx/eslint/plugin", "options": { "targetName": "lint" } }], }',
      "libs/a/project.json": '{ "targets": { "test": {} } }',
      "pnpm-lock.yaml": "",
    },
    ["pnpm exec nx run-many -t lint", "pnpm exec nx run-many -t build", "pnpm exec nx run-many -t test"],
  ],
  [
    "turbo, where the scripts leave something open",
    {
      "package.json": scripts({ lint: "eslint" }),
      "turbo.json": '{ "tasks": { "lint": {}, "web#test": {}, "//#typecheck": {}, "build": {} } }',
    },
    ["npm run lint", "npx --no turbo run typecheck", "npx --no turbo run test"],
  ],
  ["turbo's older field", { "turbo.json": '{ "pipeline": { "test": {} } }' }, ["npx --no turbo run test"]],
  ["cargo", { "Cargo.toml": "[package]" }, ["cargo test"]],
  [
    "a cargo workspace with Clippy",
    { "Cargo.toml": '[workspace]\nmembers = ["a"]\n[workspace.lints.clippy]\nall = "deny"\n' },
    ["cargo clippy --workspace --all-targets", "cargo test --workspace"],
  ],
  [
    "a Go workspace",
    { "go.work": "go 1.22\nuse (\n\t./b // the other\n\t./a\n\t../out\n)\nuse ./c\n", ".golangci.yml": "" },
    ["golangci-lint run ./a/... ./b/... ./c/...", "go vet ./a/... ./b/... ./c/...", "go test ./a/... ./b/... ./c/..."],
  ],
  [
    "python",
    { "pyproject.toml": "[tool.pytest.ini_options]\n[tool.ruff]\n[tool.mypy]\n" },
    ["ruff check .", "mypy .", "python -m pytest"],
  ],
  ["python by its tests", { "pyproject.toml": "[project]", "tests/test_a.py": "" }, ["python -m pytest"]],
  [
    "python with uv",
    { "pyproject.toml": '[tool.pytest.ini_options]\n[tool.mypy]\nfiles = ["src"]\n[tool.pyright]\n', "uv.lock": "" },
    ["uv run mypy", "uv run pyright", "uv run python -m pytest"],
  ],
  [
    "python's sections",
    { "setup.cfg": "[metadata]\n[flake8]\n[mypy]\n[tool:pytest]\n" },
    ["flake8", "mypy .", "python -m pytest"],
  ],
  ["tox", { "tox.ini": "[tox]\nenvlist = py\n[pytest]\n" }, ["tox"]],
  ["a tox.ini that only holds settings", { "tox.ini": "[pytest]\n" }, ["python -m pytest"]],
  ["nox", { "noxfile.py": "", "pyproject.toml": "[tool.ruff]" }, ["ruff check .", "nox"]],
  [
    "Poe",
    { "pyproject.toml": '[tool.poe.tasks]\ntest = "pytest"\nlint = "ruff"\n[tool.ruff]\n', "poetry.lock": "" },
    ["poetry run poe lint", "poetry run poe test"],
  ],
  ["TOML in a text is no table", { "pyproject.toml": 'text = """\n[tool.ruff]\n[tool.mypy]\n"""\n' }, []],
  ["Maven", { "pom.xml": "<project/>" }, ["mvn -B verify"]],
  ["Maven's wrapper", { "pom.xml": "<project/>", mvnw: "" }, ["./mvnw -B verify"]],
  ["Gradle", { "build.gradle.kts": "", gradlew: "" }, ["./gradlew check"]],
  ["a mixed repository", { "package.json": scripts({ test: "x" }), "Cargo.toml": "" }, ["npm test", "cargo test"]],
  ["nothing", { "README.md": "", "web/package.json": scripts({ test: "x" }) }, []],
];

test.each(repositories)("FAB-INT-010: the gate of %s", async (_, files, expected) => {
  const { gate } = await detect(files);
  expect(gate.map(({ command }) => command)).toEqual(expected);
  expect(new Set(gate.map(({ name }) => name)).size).toBe(gate.length);
  expect(gate.every(({ from }) => from in files)).toBe(true);
});

describe("FAB-INT-010: a person can judge", () => {
  test("where each command comes from is told", async () => {
    const files = {
      "package.json": scripts({ lint: "x" }),
      "nx.json": '{ "targetDefaults": { "test": {} } }',
      "pyproject.toml": '[tool.hatch.envs.default.scripts]\ntest = "pytest"\n',
      "Cargo.toml": "",
      "clippy.toml": "",
    };
    expect((await detect(files)).gate.map(({ name, from }) => `${name} from ${from}`)).toEqual([
      "lint from package.json",
      "test from nx.json",
      "cargo clippy from clippy.toml",
      "cargo test from Cargo.toml",
      "Python test from pyproject.toml",
    ]);
  });

  test("what was seen and not used is told, and what was looked for", async () => {
    const { gate, notes, lookedFor } = await detect({
      "package.json": scripts({ test: noTest }),
      "Cargo.toml": "[package",
      "Taskfile.yml": "tasks: [",
      Makefile: "all:\n",
    });
    expect(gate).toEqual([]);
    expect(notes).toEqual([
      "Makefile names no test",
      "Taskfile.yml names no tasks, or is no YAML",
      "package.json has the test script that npm writes for a project without tests",
      "Cargo.toml is no TOML",
    ]);
    expect(lookedFor.join("; ")).toBe(
      "Justfile; Makefile; Taskfile; package.json, nx, turbo; Cargo.toml; go.mod; Python; pom.xml; Gradle",
    );
  });
});

describe("FAB-INT-010: projects in subfolders are offered, never taken", () => {
  test("each in its folder, upper folders first, those below an offered one of its kind not again", async () => {
    const { gate, nested } = await detect({
      "package.json": scripts({ test: "x" }),
      "web/package.json": scripts({ test: "x" }),
      "py/pyproject.toml": "[tool.pytest.ini_options]",
      "py/inner/pyproject.toml": "[tool.pytest.ini_options]",
      "the tools/rs/Cargo.toml": "",
      "rs/Cargo.toml": "",
      "rs/Makefile": "test:\n\tx\n",
      "examples/a/pom.xml": "",
      "a/b/c/d/pom.xml": "",
    });
    expect(gate.map(({ command }) => command)).toEqual(["npm test"]);
    expect(nested).toEqual([
      { name: "py: pytest", command: "cd py && python -m pytest", from: "py/pyproject.toml" },
      { name: "rs: test", command: "cd rs && make test", from: "rs/Makefile" },
      {
        name: "the tools/rs: cargo test",
        command: "cd './the tools/rs' && cargo test",
        from: "the tools/rs/Cargo.toml",
      },
    ]);
  });

  test("a task runner at the top speaks for all of them", async () => {
    expect((await detect({ Makefile: "test:\n\tx\n", "py/setup.py": "", "py/test_a.py": "" })).nested).toEqual([]);
  });

  test("only so many are looked into, and that is told", async () => {
    const names = Array.from({ length: 12 }, (_, index) => `p${String(index).padStart(2, "0")}/go.mod`);
    const { nested, notes } = await detect(Object.fromEntries(names.map((name) => [name, ""])));
    expect(nested).toHaveLength(20);
    expect(notes).toEqual(["folders from p10/ on were not looked into"]);
  });
});

test("FAB-INT-010: the order of the files does not matter", async () => {
  const files: Files = Object.assign({}, ...repositories.slice(0, 3).map(([, each]) => each), {
    "pyproject.toml": "[tool.ruff]",
    "ruff.toml": "",
    "b/test_b.py": "",
    "a/test_a.py": "",
    "go.mod": "",
    "x/Cargo.toml": "",
    "y/Cargo.toml": "",
  });
  const expected = await detect(files);
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(Object.keys(files), { minLength: Object.keys(files).length }),
      async (order) => {
        expect(await detect(files, order)).toEqual(expected);
      },
    ),
    { numRuns: 30 },
  );
});

test("FAB-INT-010: whatever stands in the files, detection ends without an error", async () => {
  const names = [
    "package.json",
    "nx.json",
    "Cargo.toml",
    "pyproject.toml",
    "Taskfile.yml",
    "Makefile",
    "justfile",
    "go.work",
    "tox.ini",
  ];
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    fc.constantFrom(
      "null",
      "[]",
      "tasks: null",
      "[tool]\nruff = 1",
      '{"scripts":{"test":7}}',
      "test:\n",
      "use (",
      "[lints]",
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.constantFrom(...names), text), async (files) => {
      expect(Array.isArray((await detect(files)).gate)).toBe(true);
    }),
  );
});
