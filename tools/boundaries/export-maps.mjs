// What a package offers: the source condition first for us, the same without it for everybody else.
import { posix } from "node:path";
import { isDeepStrictEqual } from "node:util";

const sourceCondition = "@fabrikk/source";

/** @returns {import("./workspace.mjs").Finding[]} */
export function checkExportMaps(
  /** @type {readonly import("./workspace.mjs").Package[]} */ packages,
  /** @type {import("../source-tree.mjs").SourceTree} */ tree,
) {
  return packages.filter((one) => one.folder.startsWith("packages/")).flatMap((one) => checkOne(one, tree));
}

/** @returns {import("./workspace.mjs").Finding[]} */
function checkOne(
  /** @type {import("./workspace.mjs").Package} */ { folder, manifest },
  /** @type {import("../source-tree.mjs").SourceTree} */ tree,
) {
  /** @type {string[]} */
  const faults = [];
  /** @type {Record<string, Record<string, string>>} */
  const published = {};
  for (const [subpath, conditions] of Object.entries(
    /** @type {Record<string, Record<string, string>>} */ (manifest.exports ?? {}),
  )) {
    const { [sourceCondition]: source = "", ...rest } = conditions;
    const names = Object.keys(conditions);
    const sourceOnly = subpath.startsWith("./contracts/") && names.length === 1;
    if (names[0] !== sourceCondition) faults.push(`exports "${subpath}": "${sourceCondition}" must come first`);
    else if (!sourceOnly && names.join() !== `${sourceCondition},types,default`)
      faults.push(`exports "${subpath}": after it come types, then default`);
    if (!source.includes("*") && !tree.has(posix.join(folder, source)))
      faults.push(`exports "${subpath}": ${source} does not exist`);
    const stem = source.replace(/^\.\/src\//, "").replace(/\.ts$/, "");
    if (!sourceOnly && (rest["types"] !== `./dist/${stem}.d.ts` || rest["default"] !== `./dist/${stem}.js`)) {
      faults.push(`exports "${subpath}": types and default are not those of ${source}`);
    }
    if (!sourceOnly) published[subpath] = rest;
  }
  if (!isDeepStrictEqual(manifest.publishConfig?.exports, published)) {
    faults.push(`publishConfig.exports is not exports without "${sourceCondition}"`);
  }
  return faults.map((message) => ({ rule: "export-map", path: `${folder}/package.json`, message }));
}
