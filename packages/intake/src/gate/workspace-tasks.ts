import { nothing, type GateSuggestion } from "./gate-source.ts";
import { isRecord, recordAt } from "./is-record.ts";
import type { PackageManager } from "./package-manager.ts";
import { firstOf, type ProjectFolder } from "./project-folder.ts";
import { readJson } from "./read-json.ts";
import { wantedCommands } from "./wanted-commands.ts";

/** How each package manager starts a program that the project has installed. None of them fetches it from the network. */
const start: Readonly<Record<PackageManager, string>> = {
  npm: "npx --no",
  pnpm: "pnpm exec",
  yarn: "yarn run",
  bun: "bun run",
};

/** Projects of a workspace that are looked into for the names of their tasks. */
const mostProjects = 50;

/** The tasks that a workspace of nx or turbo can run over all its projects. */
export async function workspaceTasks(folder: ProjectFolder, manager: PackageManager): Promise<GateSuggestion> {
  const from = firstOf(folder, ["nx.json", "turbo.json", "turbo.jsonc"]);
  if (from === undefined) return nothing;
  const settings = readJson(await folder.text(from));
  if (!isRecord(settings)) return { proposals: [], notes: [`${folder.path}${from} is no JSON`] };
  const isNx = from === "nx.json";
  const tasks = isNx ? await nxTargets(settings, folder) : turboTasks(settings);
  const program = `${start[manager]} ${isNx ? "nx run-many -t" : "turbo run"}`;
  const proposals = wantedCommands({ has: (task) => tasks.has(task), call: (task) => `${program} ${task}`, from });
  return { proposals, notes: [] };
}

/** `tasks`, or `pipeline` as it was called before; `web#test` is the task of one project. */
function turboTasks(settings: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const names = [...Object.keys(recordAt(settings, "tasks")), ...Object.keys(recordAt(settings, "pipeline"))];
  return new Set(names.map((name) => name.replace(/^.*#/, "")));
}

/** Targets with defaults, those that a plugin is told to make, and those that projects name. */
async function nxTargets(
  settings: Readonly<Record<string, unknown>>,
  folder: ProjectFolder,
): Promise<ReadonlySet<string>> {
  const plugins = Array.isArray(settings["plugins"]) ? settings["plugins"] : [];
  const targets = new Set([...Object.keys(recordAt(settings, "targetDefaults")), ...plugins.flatMap(pluginTargets)]);
  const projects = folder.files.filter((file) => /\/(?:project|package)\.json$/.test(file)).slice(0, mostProjects);
  for (const file of projects) {
    const project = readJson(await folder.text(file));
    const named = file.endsWith("/project.json") ? recordAt(project, "targets") : recordAt(project, "scripts");
    for (const name of Object.keys(named)) targets.add(name);
  }
  return targets;
}

/** Plugins are told the names of what they make by options such as `targetName` and `testTargetName`. */
function pluginTargets(plugin: unknown): readonly string[] {
  const options = recordAt(plugin, "options");
  return [options, ...Object.values(options)].flatMap((table) =>
    isRecord(table)
      ? Object.entries(table).flatMap(([key, value]) =>
          /targetName$/i.test(key) && typeof value === "string" ? [value] : [],
        )
      : [],
  );
}
