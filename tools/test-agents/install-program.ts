import { existsSync, realpathSync } from "node:fs";
import { mkdir, rm, statfs, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";

import type { ProcessLimits } from "@fabrikk/state";
import type { Commands } from "@fabrikk/state/ports";

import type { AgentProgram } from "./agent-program.ts";
import { installedProgram, programFolder } from "./installed-program.ts";

const limits: ProcessLimits = { wall_ms: 15 * 60_000, idle_ms: 15 * 60_000, output_bytes: 2 ** 24 };
const systemCertificates = "/etc/ssl/certs/ca-certificates.crt";

/** What one installation needs. */
export interface Installation {
  readonly program: AgentProgram;
  /** Absolute path of the folder that holds one folder per program. */
  readonly folder: string;
  readonly commands: Commands;
  readonly signal: AbortSignal;
}

/**
 * Brings one program into its folder, unless it is there; a half-done one is begun anew. Resolves to why it could not be
 * installed, or null. npm runs under this Node, because npm under an older one quietly takes an older version of a
 * package; it runs no script of any package: the one that a program needs is run by its name.
 */
export async function installProgram({ program, folder, commands, signal }: Installation): Promise<string | null> {
  if ((await installedProgram(program, folder)) !== null) return null;
  const npm = findNpm();
  if (npm === null) return "npm is not on PATH";
  const place = programFolder(program, folder);
  await rm(place, { recursive: true, force: true });
  await mkdir(join(place, "home"), { recursive: true });
  await writeFile(join(place, "package.json"), '{ "private": true }\n'); // else npm climbs up to ours
  const { bavail, bsize } = await statfs(place);
  const free = Math.floor((bavail * bsize) / 2 ** 20);
  if (free < program.megabytes) return `it needs ${program.megabytes} MB of disk, ${free} MB are free`;
  const run = async (args: readonly string[], cwd: string): Promise<string | null> => {
    const argv = [process.execPath, ...args] as const;
    const env = installerEnvironment(join(place, "home"));
    const outcome = await commands.run({ argv, cwd, env, limits, marker: `install-${program.name}` }, signal);
    const said = outcome.stderr.trim() || outcome.stdout.trim() || (outcome.problem ?? "");
    return outcome.exitCode === 0 ? null : `${args[0]} ${outcome.ended} (${outcome.exitCode}): ${tellingLines(said)}`;
  };
  const flags = ["--ignore-scripts", "--no-audit", "--no-update-notifier", "--no-fund", "--loglevel=error"];
  const wanted = `${program.package}@${program.version}`;
  const problem =
    (await run([npm, "install", "--save-exact", ...flags, wanted], place)) ??
    (program.setUp === null ? null : await run([program.setUp], join(place, "node_modules", program.package)));
  await rm(join(place, "home"), { recursive: true, force: true }); // npm's cache: as large as the program
  if (problem !== null) return problem;
  await writeFile(join(place, "installed"), `${wanted}\n`);
  return (await installedProgram(program, folder)) === null ? `${wanted} has no ${program.program}` : null;
}

/** npm's script, to be run by this Node; null where npm is not such a script. */
function findNpm(): string | null {
  const found = (process.env["PATH"] ?? "").split(delimiter).map((entry) => join(entry, "npm"));
  const script = found.filter((path) => existsSync(path)).map((path) => realpathSync(path));
  return script.find((path) => path.endsWith(".js")) ?? null;
}

/**
 * A home of its own: what is installed sees nothing of this machine's. Node takes its own list of authorities unless it
 * is told of the system's, without which npm tries again for a minute per package.
 */
function installerEnvironment(home: string): Record<string, string> {
  const handedOn = [
    "NPM_CONFIG_REGISTRY",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "NO_PROXY",
    "http_proxy",
    "https_proxy",
    "no_proxy",
  ];
  const given = handedOn.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const certificates =
    process.env["NODE_EXTRA_CA_CERTS"] ?? (existsSync(systemCertificates) ? systemCertificates : undefined);
  return {
    ...Object.fromEntries(given),
    ...(certificates === undefined ? {} : { NODE_EXTRA_CA_CERTS: certificates }),
    PATH: [dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter),
    HOME: home,
  };
}

/** The lines that name an error, else the last ones. */
function tellingLines(text: string): string {
  const lines = text.split("\n").filter((line) => !line.includes("complete log of this run"));
  const telling = lines.filter((line) => /error/i.test(line));
  return (telling.length > 0 ? telling.slice(0, 3) : lines.slice(-3)).join(" | ");
}
