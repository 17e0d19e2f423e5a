// The packages of a source tree: who they are, what they declare, on which floor they stand.
import { posix } from "node:path";

import { isTest } from "../source-tree.mjs";
import { importsOf } from "../syntax.mjs";

/**
 * @typedef {object} Package
 * @property {string} folder `packages/git`
 * @property {string} short `git`
 * @property {string} name `@fabrikk/git`
 * @property {number} floor
 * @property {readonly string[]} tags `pure`, `hands`, `floor:1`
 * @property {any} manifest its package.json
 * @property {readonly string[]} sources its files that are no tests
 * @property {readonly string[]} tests
 */

/** @typedef {{ rule: string, path: string, at?: number, message: string }} Finding */

/** @returns {Package[]} */
export function packagesOf(/** @type {import("../source-tree.mjs").SourceTree} */ tree) {
  const manifests = [...tree.keys()].filter((path) => /^(packages|apps)\/[^/]+\/package\.json$/.test(path));
  return manifests.map((path) => {
    const folder = posix.dirname(path);
    const manifest = JSON.parse(tree.get(path) ?? "{}");
    const tags = manifest.nx?.tags ?? [];
    const own = [...tree.keys()].filter((file) => file.startsWith(`${folder}/`) && file.endsWith(".ts"));
    const floor = tags.find((/** @type {string} */ tag) => tag.startsWith("floor:"))?.slice("floor:".length);
    return {
      folder,
      short: posix.basename(folder),
      name: manifest.name,
      floor: Number(floor),
      tags,
      manifest,
      sources: own.filter((file) => !isTest(file)),
      tests: own.filter((file) => isTest(file)),
    };
  });
}

/** The files that importing `entry` loads, itself among them, as far as they belong to the same package. */
function reachableFrom(/** @type {string} */ entry, /** @type {import("../source-tree.mjs").SourceTree} */ tree) {
  const reached = new Set(tree.has(entry) ? [entry] : []);
  for (const path of reached) {
    for (const { name } of importsOf(path, tree.get(path) ?? "")) {
      const target = name.startsWith(".") ? posix.join(posix.dirname(path), name) : "";
      if (tree.has(target)) reached.add(target);
    }
  }
  return [...reached];
}

/**
 * The sources that must run without a clock, a disk or a process: all of a package tagged `pure`; of the others below
 * the apps what the entries load that are not named `./node` (floor 2) or `./run-dir` (state).
 */
export function pureSources(/** @type {Package} */ one, /** @type {import("../source-tree.mjs").SourceTree} */ tree) {
  if (one.tags.includes("pure")) return one.sources;
  if (one.floor !== 0 && one.floor !== 2) return [];
  const entries = Object.entries(one.manifest.exports ?? {}).filter(
    ([subpath]) => !["./node", "./run-dir", "./contracts/*"].includes(subpath),
  );
  const files = entries.map(([, conditions]) => posix.join(one.folder, conditions?.["@fabrikk/source"] ?? ""));
  return [...new Set(files.flatMap((file) => reachableFrom(file, tree)))];
}
