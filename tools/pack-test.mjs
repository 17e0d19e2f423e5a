// The published thing, used as a stranger would: packed tarballs, installed with npm in an empty folder, on the oldest
// Node we support and on ours; on an older one it must say so in one line.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

import { runAsBrowser } from "./browser-bundle.mjs";
import { examplesOf } from "./check-readme-examples.mjs";
import { cleanEnvironment, fetchExecutables, nodePart, toolchain } from "./fetch-executables.mjs";
import { packAll } from "./pack-all.mjs";

const oldest = [22, 18];
/** @type {string[]} */
const faults = [];
const folder = mkdtempSync(join(tmpdir(), "fabrikk-pack-"));
try {
  const place = installAll(packAll(mkdirp(join(folder, "tarballs"))));
  if (faults.length === 0) {
    const example = compilerExample(place);
    for (const bin of [oldestNode(), dirname(process.execPath)]) if (bin) useInstalled(bin, { place, example });
    await runAsBrowser(example).catch((error) => faults.push(`the compiler in a browser bundle: ${error}`));
    refuseOldNode(place);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;

/** Installs all tarballs with npm; the overrides keep it from asking the registry for our own names. */
function installAll(/** @type {{ name: string, path: string }[]} */ tarballs) {
  const place = mkdirp(join(folder, "place"));
  const dependencies = Object.fromEntries(tarballs.map(({ name, path }) => [name, `file:${path}`]));
  const overrides = Object.fromEntries(tarballs.map(({ name }) => [name, `$${name}`]));
  writeFileSync(
    join(place, "package.json"),
    JSON.stringify({ private: true, type: "module", dependencies, overrides }),
  );
  const flags = ["--prefer-offline", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];
  expectSuccess("npm install", runOn(dirname(process.execPath), ["npm", "install", ...flags], place));
  return place;
}

function oldestNode() {
  const part = nodePart(toolchain.oldestNode);
  if (part) return fetchExecutables(`node-${toolchain.oldestNode.version}-${process.platform}-${process.arch}`, [part]);
  console.error(`SKIPPED: no Node ${toolchain.oldestNode.version} is pinned for this platform`);
  return undefined;
}

/** The example of the compiler's README, beside the installed packages. */
function compilerExample(/** @type {string} */ place) {
  const readme = readFileSync(join(place, "node_modules", "@fabrikk", "compiler", "README.md"), "utf8");
  const file = join(place, "compiler-example.ts");
  writeFileSync(file, examplesOf(readme)[0] ?? "throw new Error('the README has no example')");
  return file;
}

function useInstalled(
  /** @type {string} */ bin,
  /** @type {{ readonly place: string, readonly example: string }} */ { place, example },
) {
  const version = runOn(bin, ["node", "--version"], place).stdout.trim();
  const published = JSON.parse(readFileSync(join(place, "node_modules", "fabrikk", "package.json"), "utf8"));
  const told = runOn(bin, ["npx", "--no-install", "fabrikk", "--version"], place);
  expectSuccess(`${version}: npx fabrikk --version`, told);
  if (told.stdout.trim() !== published.version)
    faults.push(`${version}: --version printed ${JSON.stringify(told.stdout)}`);
  if (published.dependencies) faults.push("the CLI's tarball has runtime dependencies; it is bundled");
  const empty = mkdirp(join(place, "..", `empty-${version}`));
  const demo = runOn(bin, ["npx", "--no-install", "--prefix", place, "fabrikk", "demo", "--json"], empty);
  expectSuccess(`${version}: npx fabrikk demo --json`, demo);
  if (!isOneObject(demo.stdout)) faults.push(`${version}: demo --json did not print one JSON object:\n${demo.stdout}`);
  const entries = importAllEntries(place);
  expectSuccess(`${version}: import of ${entries}`, runOn(bin, ["node", entries], place));
  expectSuccess(`${version}: the compiler's example`, runOn(bin, ["node", "--no-warnings", example], place));
}

/** Writes a module that imports every published entry, so that a missing file or a Node too new is seen. */
function importAllEntries(/** @type {string} */ place) {
  const installed = Object.keys(JSON.parse(readFileSync(join(place, "package.json"), "utf8")).dependencies);
  const lines = installed.flatMap((name) => {
    const manifest = JSON.parse(readFileSync(join(place, "node_modules", name, "package.json"), "utf8"));
    return Object.keys(manifest.exports ?? {}).map(
      (subpath) => `await import(${JSON.stringify(name + subpath.slice(1))});`,
    );
  });
  const file = join(place, "import-all.js");
  writeFileSync(file, `${lines.join("\n")}\n`);
  return file;
}

function refuseOldNode(/** @type {string} */ place) {
  const own = dirname(process.execPath);
  const hosts = (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((bin) => bin !== own && existsSync(join(bin, "node")));
  const old = hosts.find((bin) => isOlder(runOn(bin, ["node", "--version"], place).stdout));
  if (!old) return console.error(`SKIPPED: no Node older than ${oldest.join(".")} on PATH to be refused on`);
  const installed = join(place, "node_modules", "fabrikk", "dist", "bin.js");
  const { status, stdout, stderr } = runOn(old, ["node", installed], place);
  const lines = `${stdout}${stderr}`.trim().split("\n");
  if (status !== 1 || lines.length !== 1 || !lines[0]) {
    faults.push(`on an old Node: expected exit 1 and one line, got ${status} and\n${stdout}${stderr}`);
  }
}

function isOlder(/** @type {string} */ version) {
  const [major = 0, minor = 0] = version.replace("v", "").split(".").map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = oldest;
  return major > 0 && (major < wantedMajor || (major === wantedMajor && minor < wantedMinor));
}

/** Runs a program with the Node of `bin` first on PATH, and nothing of this repository's own programs on it. */
function runOn(/** @type {string} */ bin, /** @type {readonly string[]} */ [program = "", ...args], cwd = folder) {
  const path = (process.env["PATH"] ?? "").split(delimiter).filter((each) => !each.includes("node_modules"));
  const env = { ...cleanEnvironment(), PATH: [bin, ...path].join(delimiter) };
  return spawnSync(program, args, { cwd, env, encoding: "utf8", timeout: 180_000 });
}

function expectSuccess(
  /** @type {string} */ what,
  /** @type {import("node:child_process").SpawnSyncReturns<string>} */ result,
) {
  if (result.status === 0) return;
  faults.push(`${what} ended with ${result.status ?? result.signal}\n${result.stdout}${result.stderr}`);
}

function isOneObject(/** @type {string} */ text) {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

function mkdirp(/** @type {string} */ path) {
  mkdirSync(path, { recursive: true });
  return path;
}
