// Packs every package that is published, as pnpm would publish it.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { packagesOf } from "./boundaries/workspace.mjs";
import { readTree } from "./source-tree.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Builds what is not built, packs all into `folder`, and returns the tarballs.
 * @returns {{ name: string, path: string }[]}
 */
export function packAll(/** @type {string} */ folder) {
  run("nx", ["run-many", "-t", "build", "--outputStyle=static"]);
  run("pnpm", ["-r", "--filter", "./packages/*", "--filter", "./apps/*", "pack", "--pack-destination", folder]);
  const published = packagesOf(readTree(root)).map(({ manifest }) => manifest);
  return published.map(({ name, version }) => ({
    name,
    path: join(folder, `${name.replace("@", "").replace("/", "-")}-${version}.tgz`),
  }));
}

function run(/** @type {string} */ program, /** @type {string[]} */ args) {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${status}\n${stdout}${stderr}`);
}
