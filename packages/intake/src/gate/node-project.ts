import { nothing, type GateSource } from "./gate-source.ts";
import { isRecord, recordAt } from "./is-record.ts";
import { packageManager } from "./package-manager.ts";
import { firstOf, type ProjectFolder } from "./project-folder.ts";
import { readJson } from "./read-json.ts";
import { completedBy, wantedCommands } from "./wanted-commands.ts";
import { workspaceTasks } from "./workspace-tasks.ts";

const from = "package.json";

/** Scripts of package.json; what they leave open, from nx or turbo. */
export const nodeProject: GateSource = {
  name: "package.json, nx, turbo",
  files: [from],
  suggest: async (folder) => {
    if (!folder.names.has(from) && firstOf(folder, ["nx.json", "turbo.json"]) === undefined) return nothing;
    const manifest = folder.names.has(from) ? readJson(await folder.text(from)) : {};
    if (!isRecord(manifest)) return { proposals: [], notes: [`${folder.path}${from} is no JSON`] };
    const manager = packageManager(manifest, folder);
    const scripts = recordAt(manifest, "scripts");
    const call = (name: string): string =>
      name === "test" && manager !== "bun" ? `${manager} test` : `${manager} run ${name}`;
    const own = wantedCommands({ has: (name) => endsAndSays(scripts, name), call, from });
    const tasks = await workspaceTasks(folder, manager);
    const proposals = completedBy(own, tasks.proposals);
    return { proposals, notes: [...unusedTest(scripts, folder), ...tasks.notes] };
  },
};

/** What npm writes for a test that nobody made does not count, nor a test that waits for changes and never ends. */
function endsAndSays(scripts: Readonly<Record<string, unknown>>, name: string): boolean {
  const script = Object.hasOwn(scripts, name) ? scripts[name] : undefined;
  return typeof script === "string" && !isPlaceholder(script) && !isWatching(script);
}

function isPlaceholder(script: string): boolean {
  return script.includes("no test specified");
}

function isWatching(script: string): boolean {
  return /\s--?watch(?:-?all)?(?![\w=-])/i.test(script) || /\s--watch(?:-?all)?=true\b/i.test(script);
}

function unusedTest({ test }: Readonly<Record<string, unknown>>, { path }: ProjectFolder): readonly string[] {
  if (typeof test !== "string") return [];
  if (isPlaceholder(test)) return [`${path}${from} has the test script that npm writes for a project without tests`];
  return isWatching(test) ? [`the test script of ${path}${from} waits for changes and never ends`] : [];
}
