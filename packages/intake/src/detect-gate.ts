import type { GateCommand } from "@fabrikk/state";

/** Reads a file of the repository, or null where there is none. */
type Read = (path: string) => string | null;

/**
 * The quality gate that a repository suggests, in the simple cases: targets `test`, `lint` and `typecheck` of a
 * Justfile or Makefile where it has a `test`; else those scripts of package.json, and the usual commands of Cargo, Go and
 * Python projects. Looks at the top folder only.
 * @param files paths relative to the repository, with `/`
 */
export function detectGate(files: readonly string[], read: Read): GateCommand[] {
  const top = new Set(files.filter((file) => !file.includes("/")));
  const content = (name: string): string => (top.has(name) ? (read(name) ?? "") : "");
  for (const [runner, names] of taskRunners) {
    const text = names.map(content).find((each) => each !== "") ?? "";
    const commands = targetCommands(runner, text);
    if (commands.some(({ name }) => name === "test")) return commands;
  }
  return [
    ...packageScripts(content("package.json"), top),
    ...(top.has("Cargo.toml") ? [{ name: "cargo test", command: "cargo test" }] : []),
    ...(top.has("go.mod")
      ? [
          { name: "go vet", command: "go vet ./..." },
          { name: "go test", command: "go test ./..." },
        ]
      : []),
    ...pythonCommands(content, files),
  ];
}

const taskRunners = [
  ["just", ["justfile", "Justfile", ".justfile"]],
  ["make", ["GNUmakefile", "makefile", "Makefile"]],
] as const;

const wanted = [
  { name: "lint", spellings: ["lint"] },
  { name: "typecheck", spellings: ["typecheck", "type-check", "types", "check-types"] },
  { name: "test", spellings: ["test"] },
] as const;

function targetCommands(runner: string, text: string): GateCommand[] {
  const targets = new Set([...text.matchAll(/^@?([\w-]+)[^\S\n]*(?:[^:=\n]*):(?!=)/gm)].map((match) => match[1] ?? ""));
  return wanted.flatMap(({ name, spellings }) =>
    spellings
      .filter((spelling) => targets.has(spelling))
      .slice(0, 1)
      .map((spelling) => ({ name, command: `${runner} ${spelling}` })),
  );
}

function packageScripts(text: string, top: ReadonlySet<string>): GateCommand[] {
  const scripts = scriptsOf(text);
  const manager = packageManager(top);
  return wanted.flatMap(({ name, spellings }) =>
    spellings
      .filter((spelling) => typeof scripts[spelling] === "string" && !/no test specified/.test(scripts[spelling]))
      .slice(0, 1)
      .map((spelling) => ({
        name,
        command: spelling === "test" && manager !== "bun" ? `${manager} test` : `${manager} run ${spelling}`,
      })),
  );
}

/** A package.json that cannot be read suggests nothing. */
function scriptsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const scripts: unknown = (JSON.parse(text) as { scripts?: unknown } | null)?.scripts;
    return typeof scripts === "object" && scripts !== null ? (scripts as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function packageManager(top: ReadonlySet<string>): "npm" | "pnpm" | "yarn" | "bun" {
  if (top.has("pnpm-lock.yaml")) return "pnpm";
  if (top.has("yarn.lock")) return "yarn";
  return top.has("bun.lock") || top.has("bun.lockb") ? "bun" : "npm";
}

function pythonCommands(content: (name: string) => string, files: readonly string[]): GateCommand[] {
  const project = content("pyproject.toml");
  const settings = `${project}\n${content("setup.cfg")}\n${content("tox.ini")}`;
  const isPython = settings.trim() !== "" || content("pytest.ini") !== "" || content("setup.py") !== "";
  if (!isPython) return [];
  const hasPytest =
    /\[(?:tool[.:])?pytest/.test(settings) ||
    content("pytest.ini") !== "" ||
    files.some((file) => /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/.test(file));
  return [
    ...(/^\[tool\.ruff\b/m.test(project) ? [{ name: "ruff", command: "ruff check ." }] : []),
    ...(/^\[(?:tool\.)?mypy\]/m.test(settings) ? [{ name: "mypy", command: "mypy ." }] : []),
    ...(hasPytest ? [{ name: "pytest", command: "python -m pytest" }] : []),
  ];
}
