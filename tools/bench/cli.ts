import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { benchFolder } from "./bench-folder.ts";
import type { BenchRow } from "./bench-row.ts";
import { sideBySide, wallOf } from "./side-by-side.ts";

const execute = promisify(execFile);
const rounds = 15;

/** How long the command takes that people wait for most, over a Node that does nothing. */
export async function measureCli(): Promise<BenchRow> {
  await using folder = await benchFolder();
  const { name, words } = programToMeasure();
  const status = [...words, "-C", join(folder.path, "demo", "repo"), "status", "--json"];
  await node([...words, "demo", "--json", "--dir", join(folder.path, "demo")]);
  const { state, records } = JSON.parse(await node(status)) as { readonly state: string; readonly records: number };
  if (state !== "completed") throw new Error(`the demo is ${state}`);
  const comparison = await sideBySide({
    rounds,
    warmUps: 2,
    subject: async () => await wallOf(() => node(status)),
    base: async () => await wallOf(() => node(["-e", "0"])),
  });
  return {
    lines: [{ name: `status --json on the finished demo run, over node -e 0`, unit: "ms", ...comparison }],
    method: `wall of the whole process from its start to its end, ${name}, run of ${records} records; ${rounds} rounds`,
    peak: { mib: await peakMemoryOf(status), of: "status --json" },
  };
}

/** The bundle that users get, where it is built; else the sources, which take longer to load. */
function programToMeasure(): { readonly name: string; readonly words: readonly string[] } {
  const bundle = fileURLToPath(new URL("../../apps/cli/dist/bin.js", import.meta.url));
  if (existsSync(bundle)) return { name: "the built bundle", words: [bundle] };
  const source = fileURLToPath(new URL("../../apps/cli/src/bin.ts", import.meta.url));
  return { name: "the sources (there is no bundle: `npm run build`)", words: ["--conditions=@fabrikk/source", source] };
}

async function node(args: readonly string[]): Promise<string> {
  const { stdout } = await execute(process.execPath, args, { maxBuffer: 2 ** 26 });
  return stdout;
}

/** The same command once more, told to say at its end how much memory it held. */
async function peakMemoryOf(args: readonly string[]): Promise<number> {
  const tell = 'process.on("exit", () => process.stderr.write(`peak ${process.resourceUsage().maxRSS} KiB\\n`))';
  const { stderr } = await execute(
    process.execPath,
    ["--import", `data:text/javascript,${encodeURIComponent(tell)}`, ...args],
    { maxBuffer: 2 ** 26 },
  );
  const [, kib] = /peak (\d+) KiB/.exec(stderr) ?? [];
  return Number(kib) / 1024;
}
