import type { GateProposal } from "./gate-proposal.ts";
import { nothing, type GateSource } from "./gate-source.ts";
import { isRecord, recordAt } from "./is-record.ts";
import { firstOf, type ProjectFolder } from "./project-folder.ts";
import { readToml } from "./read-toml.ts";
import { wantedCommands } from "./wanted-commands.ts";

/** What a Python project has set up. */
interface PythonSettings {
  readonly folder: ProjectFolder;
  /** pyproject.toml; an empty table where there is none. */
  readonly project: unknown;
  /** Names of the sections of setup.cfg and tox.ini, with their file. */
  readonly sections: ReadonlyMap<string, string>;
  /** Starts a program of the project's own environment: `uv run `; "" where nothing says which. */
  readonly start: string;
}

/**
 * The tasks that pyproject.toml names, or nox or tox, where they run tests; else the tools that the project has set up: ruff,
 * flake8, mypy, pyright, pytest.
 */
export const pythonProject: GateSource = {
  name: "Python",
  files: ["pyproject.toml", "setup.cfg", "setup.py", "tox.ini", "tox.toml", "noxfile.py", "pytest.ini"],
  suggest: async (folder) => {
    if (firstOf(folder, pythonProject.files) === undefined) return nothing;
    const text = await folder.text("pyproject.toml");
    const project = readToml(text);
    const settings = await settingsOf(folder, project ?? {});
    const notes = project === undefined ? [`${folder.path}pyproject.toml is no TOML`] : [];
    const named = namedTasks(settings);
    if (named.some(({ name }) => name === "test")) return { proposals: named, notes };
    return { proposals: [...linters(settings), ...typeCheckers(settings), ...tests(settings)], notes };
  },
};

async function settingsOf(folder: ProjectFolder, project: unknown): Promise<PythonSettings> {
  const sections = new Map<string, string>();
  for (const file of ["setup.cfg", "tox.ini"]) {
    for (const [, name = ""] of (await folder.text(file)).matchAll(/^\[([^\]\n]+)\]/gm)) sections.set(name, file);
  }
  const locks = { "uv.lock": "uv run ", "poetry.lock": "poetry run ", "pdm.lock": "pdm run " } as const;
  const lock = firstOf(folder, Object.keys(locks)) as keyof typeof locks | undefined;
  return { folder, project, sections, start: lock === undefined ? "" : locks[lock] };
}

/** Tasks that pyproject.toml gives names: of Poe, of PDM, of Hatch's default environment. */
function namedTasks({ project, start }: PythonSettings): readonly GateProposal[] {
  const tables = [
    [recordAt(project, "tool", "poe", "tasks"), `${start}poe`],
    [recordAt(project, "tool", "pdm", "scripts"), "pdm run"],
    [recordAt(project, "tool", "hatch", "envs", "default", "scripts"), "hatch run"],
  ] as const;
  const found = tables.map(([tasks, program]) =>
    wantedCommands({
      has: (task) => Object.hasOwn(tasks, task),
      call: (task) => `${program} ${task}`,
      from: "pyproject.toml",
    }),
  );
  return found.find((commands) => commands.some(({ name }) => name === "test")) ?? [];
}

function linters(settings: PythonSettings): readonly GateProposal[] {
  const ruff = configured(settings, { files: ["ruff.toml", ".ruff.toml"], tool: "ruff" });
  const flake8 = configured(settings, { files: [".flake8"], sections: ["flake8"] });
  return [
    ...command(settings, "ruff", { from: ruff, call: "ruff check ." }),
    ...command(settings, "flake8", { from: flake8 }),
  ];
}

function typeCheckers(settings: PythonSettings): readonly GateProposal[] {
  const mypy = configured(settings, { files: ["mypy.ini", ".mypy.ini"], tool: "mypy", sections: ["mypy"] });
  const pyright = configured(settings, { files: ["pyrightconfig.json"], tool: "pyright" });
  const table = recordAt(settings.project, "tool", "mypy");
  const call = ["files", "packages", "modules"].some((name) => Object.hasOwn(table, name)) ? "mypy" : "mypy .";
  return [...command(settings, "mypy", { from: mypy, call }), ...command(settings, "pyright", { from: pyright })];
}

/** nox and tox are the project's own runners; without them pytest, where it is set up or its tests are there. */
function tests(settings: PythonSettings): readonly GateProposal[] {
  const nox = firstOf(settings.folder, ["noxfile.py"]);
  if (nox !== undefined) return command(settings, "nox", { from: nox });
  const tox = toxFile(settings);
  if (tox !== undefined) return command(settings, "tox", { from: tox });
  const set = configured(settings, { files: ["pytest.ini"], tool: "pytest", sections: ["pytest", "tool:pytest"] });
  const test = settings.folder.files.find((file) => /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/.test(file));
  return command(settings, "pytest", { from: set ?? test, call: "python -m pytest" });
}

/** A tox.ini may hold no more than the settings of other tools. */
function toxFile({ folder, project, sections }: PythonSettings): string | undefined {
  if (folder.names.has("tox.toml")) return "tox.toml";
  for (const [name, file] of sections) {
    if (name === "tox:tox" || (file === "tox.ini" && /^(?:tox|testenv(?::.*)?)$/.test(name))) return file;
  }
  return Object.hasOwn(recordAt(project, "tool"), "tox") ? "pyproject.toml" : undefined;
}

/** The file in which a tool is set up: one of its own, a table of pyproject.toml, a section of setup.cfg or tox.ini. */
function configured(
  { folder, project, sections }: PythonSettings,
  place: { readonly files: readonly string[]; readonly tool?: string; readonly sections?: readonly string[] },
): string | undefined {
  const own = firstOf(folder, place.files);
  if (own !== undefined) return own;
  const table = place.tool === undefined ? undefined : recordAt(project, "tool")[place.tool];
  if (isRecord(table)) return "pyproject.toml";
  return place.sections?.map((name) => sections.get(name)).find((file) => file !== undefined);
}

function command(
  { start }: PythonSettings,
  name: string,
  { from, call = name }: { readonly from: string | undefined; readonly call?: string },
): readonly GateProposal[] {
  return from === undefined ? [] : [{ name, command: `${start}${call}`, from }];
}
