// Brings the project's own Node and pnpm into .tools/ and the dependencies into node_modules/.
// Runs on the host's Node (>= 18) with nothing installed yet: no dependency, no newer API.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

import {
  BootstrapError,
  cleanEnvironment,
  fetchExecutables,
  nodePart,
  pnpmPart,
  root,
  toolchain,
  toolsLock,
} from "./fetch-executables.mjs";
import { withLock } from "./lock.mjs";

/** @typedef {{ bin: string, pnpm: string, node: string }} Tools */

const stampFile = join(root, "node_modules", ".fabrikk-install");

/**
 * The project's Node and pnpm; fetched the first time.
 * @returns {Tools}
 */
export function projectTools() {
  const { node, pnpm } = toolchain;
  const name = `node-${node.version}-pnpm-${pnpm.version}-${process.platform}-${process.arch}`;
  const bin = join(root, ".tools", name, "bin");
  if (!existsSync(bin)) {
    const own = nodePart(node);
    if (!own) hostNode(); // throws when the host's Node cannot stand in
    fetchExecutables(name, own ? [pnpmPart(pnpm), own] : [pnpmPart(pnpm)]);
  }
  const exe = process.platform === "win32" ? ".exe" : "";
  const ownNode = join(bin, `node${exe}`);
  return { bin, pnpm: join(bin, `pnpm${exe}`), node: existsSync(ownNode) ? ownNode : hostNode() };
}

/** Runs `pnpm install` when the lockfile, the workspace file or a package.json is not what was installed last. */
export function ensureInstalled(/** @type {Tools} */ tools) {
  const wanted = installStamp();
  if (installedStamp() === wanted) return;
  withLock(toolsLock, () => {
    if (installedStamp() === wanted) return;
    process.stderr.write("fabrikk: installing dependencies ...\n");
    const args = ["install", "--frozen-lockfile", "--prefer-offline", "--reporter=append-only"];
    const { status, stdout } = spawnSync(tools.pnpm, args, {
      cwd: root,
      env: projectEnvironment(tools),
      stdio: ["ignore", "pipe", 2],
    });
    if (status !== 0) throw new BootstrapError(`pnpm install failed:\n${String(stdout)}`);
    writeFileSync(stampFile, wanted);
  });
}

/** A pnpm command that changes node_modules, kept apart from an install that another command may have started. */
export function changeDependencies(/** @type {Tools} */ tools, /** @type {readonly string[]} */ args) {
  return withLock(toolsLock, () => {
    const { status } = spawnSync(tools.pnpm, args, { env: projectEnvironment(tools), stdio: "inherit" });
    if (status === 0) writeFileSync(stampFile, installStamp());
    return status ?? 1;
  });
}

/**
 * PATH for the repository's own scripts: our Node and pnpm, then what the dependencies bring, then the host. Compiled
 * modules are kept: every guard of a command is a Node that starts.
 */
export function projectEnvironment(/** @type {Tools} */ tools) {
  const env = cleanEnvironment();
  const PATH = [tools.bin, join(root, "node_modules", ".bin"), env["PATH"] ?? ""].join(delimiter);
  return { NODE_COMPILE_CACHE: join(root, ".tools", "compile-cache"), ...env, PATH };
}

function installedStamp() {
  return existsSync(stampFile) ? readFileSync(stampFile, "utf8") : "";
}

function installStamp() {
  const rooms = ["packages", "apps"];
  const manifests = rooms.flatMap((room) =>
    readdirSync(join(root, room)).map((name) => join(room, name, "package.json")),
  );
  const paths = ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json", ...manifests.sort()];
  const hash = createHash("sha256");
  for (const path of paths.filter((each) => existsSync(join(root, each)))) {
    hash.update(`${path}\0${readFileSync(join(root, path), "utf8")}\0`);
  }
  return hash.digest("hex");
}

function hostNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = toolchain.node.minimum.split(".").map(Number);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return process.execPath;
  throw new BootstrapError(
    `no Node is pinned for ${process.platform}-${process.arch}: run this with Node >= ${toolchain.node.minimum} (this is ${process.version})`,
  );
}
