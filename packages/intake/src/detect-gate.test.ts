import { expect, test } from "vitest";

import { detectGate } from "./detect-gate.ts";

const commands = (files: Readonly<Record<string, string>>): readonly string[] =>
  detectGate(Object.keys(files), (path) => files[path] ?? null).map(({ command }) => command);

const scripts = (named: Readonly<Record<string, string>>): string => JSON.stringify({ scripts: named });

test.each([
  [
    "npm",
    { "package.json": scripts({ test: "vitest", lint: "eslint", "type-check": "tsc", build: "x" }) },
    ["npm run lint", "npm run type-check", "npm test"],
  ],
  ["pnpm", { "package.json": scripts({ test: "x" }), "pnpm-lock.yaml": "" }, ["pnpm test"]],
  ["bun", { "package.json": scripts({ test: "x" }), "bun.lock": "" }, ["bun run test"]],
  ["npm's own placeholder", { "package.json": scripts({ test: 'echo "Error: no test specified" && exit 1' }) }, []],
  ["a broken package.json", { "package.json": "{" }, []],
  [
    "make",
    { Makefile: ".PHONY: test\nX := 1\ntest: build\n\tgo test\nlint:\n\tx\n", "package.json": scripts({ test: "x" }) },
    ["make lint", "make test"],
  ],
  ["just", { justfile: "test *args:\n  x\n@lint:\n  y\n" }, ["just lint", "just test"]],
  ["a Makefile without test", { Makefile: "all:\n\tx\n", "go.mod": "module x" }, ["go vet ./...", "go test ./..."]],
  ["cargo", { "Cargo.toml": "[package]" }, ["cargo test"]],
  [
    "python",
    { "pyproject.toml": "[tool.pytest.ini_options]\n[tool.ruff]\n[tool.mypy]\n" },
    ["ruff check .", "mypy .", "python -m pytest"],
  ],
  ["python by its tests", { "pyproject.toml": "[project]", "tests/test_a.py": "" }, ["python -m pytest"]],
  ["a mixed repository", { "package.json": scripts({ test: "x" }), "Cargo.toml": "" }, ["npm test", "cargo test"]],
  ["nothing", { "README.md": "", "web/package.json": scripts({ test: "x" }) }, []],
])("the gate of %s", (_, files, expected) => {
  expect(commands(files)).toEqual(expected);
});
