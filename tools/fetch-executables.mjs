// Fetches pinned executables (Node, pnpm) from the npm registry into .tools/<name>/bin.
// Runs on the host's Node (>= 18) with nothing installed yet: no dependency, no newer API.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { withLock } from "./lock.mjs";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const toolsFolder = join(root, ".tools");
export const toolsLock = join(toolsFolder, "lock");

/** @typedef {{ version: string, integrity: Record<string, string> }} Pin */

/** @type {{ node: Pin & { minimum: string }, oldestNode: Pin, pnpm: Pin }} */
export const toolchain = JSON.parse(readFileSync(join(root, "tools", "toolchain.json"), "utf8"));

/** A failure that one line explains; anything else is a bug and keeps its stack. */
export class BootstrapError extends Error {}

/** The environment without what npm tells its scripts: it would make pnpm and the CLI believe they are somewhere else. */
export function cleanEnvironment(env = process.env) {
  const foreign = /^(npm_(config|package|lifecycle)_.*|npm_command|npm_execpath|npm_node_execpath|INIT_CWD)$/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name)));
}

/**
 * The folder .tools/<name>/bin with the executables of the wanted packages, fetched if it is not there yet: checked
 * against our pins and renamed into place as a whole, so that a half-fetched tool is never seen.
 * @param {string} name
 * @param {readonly { wanted: string, pin: Pin, find: (modules: string) => [owner: string, path: string] }[]} parts
 */
export function fetchExecutables(name, parts) {
  const bin = join(toolsFolder, name, "bin");
  if (existsSync(bin)) return bin;
  withLock(toolsLock, () => {
    if (existsSync(bin)) return;
    const temporary = join(toolsFolder, `tmp-${process.pid}-${randomBytes(4).toString("hex")}`);
    const modules = join(temporary, "node_modules");
    try {
      mkdirSync(join(temporary, "out", "bin"), { recursive: true });
      writeFileSync(join(temporary, "package.json"), `{ "private": true }\n`); // else npm climbs up to ours
      const packages = parts.map(({ wanted, pin }) => `${wanted}@${pin.version}`);
      process.stderr.write(`fabrikk: fetching ${packages.join(" and ")} (once) ...\n`);
      npmInstall(temporary, packages);
      const installed = JSON.parse(readFileSync(join(modules, ".package-lock.json"), "utf8")).packages;
      for (const { pin, find } of parts) {
        const [owner, path] = find(modules);
        checkIntegrity(owner, installed[`node_modules/${owner}`]?.integrity, pin);
        cpSync(join(modules, owner, path), join(temporary, "out", "bin", path.replace(/^.*\//, "")));
      }
      renameSync(join(temporary, "out"), join(toolsFolder, name));
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
  });
  return bin;
}

/** The npm package that carries a Node for this machine, if we pin one. */
export function nodePart(/** @type {Pin} */ pin) {
  const windows = process.platform === "win32";
  const owner = `node-${windows ? "win" : process.platform}-${process.arch}`;
  if (!pin.integrity[owner] || isMusl()) return undefined;
  /** @type {() => [string, string]} */
  const find = () => [owner, windows ? "bin/node.exe" : "bin/node"];
  return { wanted: owner, pin, find };
}

/** pnpm's executable for this machine: npm chooses among its optional dependencies. */
export function pnpmPart(/** @type {Pin} */ pin) {
  /** @type {(modules: string) => [string, string]} */
  const find = (modules) => {
    const scope = join(modules, "@pnpm");
    const target = existsSync(scope) && readdirSync(scope).find((entry) => entry.startsWith("exe."));
    if (target) return [`@pnpm/${target}`, process.platform === "win32" ? "pnpm.exe" : "pnpm"];
    throw new BootstrapError(`pnpm ${pin.version} has no executable for ${process.platform}-${process.arch}`);
  };
  return { wanted: "pnpm", pin, find };
}

function npmInstall(/** @type {string} */ folder, /** @type {string[]} */ packages) {
  const flags = ["--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const { status } = spawnSync("npm", ["install", ...flags, ...packages], {
    cwd: folder,
    env: cleanEnvironment(),
    shell: process.platform === "win32",
    stdio: ["ignore", "ignore", 2],
  });
  if (status !== 0)
    throw new BootstrapError(`npm could not fetch ${packages.join(" and ")}: is the registry reachable?`);
}

function checkIntegrity(/** @type {string} */ owner, /** @type {string} */ found, /** @type {Pin} */ pin) {
  const pinned = pin.integrity[owner];
  if (!pinned)
    throw new BootstrapError(`${owner}@${pin.version} has no integrity in tools/toolchain.json: check it, then add it`);
  if (found !== pinned)
    throw new BootstrapError(`${owner}@${pin.version}: integrity ${found} is not the one in tools/toolchain.json`);
}

function isMusl() {
  if (process.platform !== "linux") return false;
  const report = /** @type {{ header?: { glibcVersionRuntime?: string } }} */ (process.report?.getReport() ?? {});
  return !report.header?.glibcVersionRuntime;
}
