// House law between packages: floors, hands, purity, export maps, error codes. Runs its own canary first: every
// fixture holds one forbidden thing, and a check that misses one is broken, whatever it says about the repository.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

import { checkErrorCodes } from "./boundaries/error-codes.mjs";
import { checkExportMaps } from "./boundaries/export-maps.mjs";
import { checkFloors } from "./boundaries/floors.mjs";
import { checkPurity } from "./boundaries/purity.mjs";
import { packagesOf } from "./boundaries/workspace.mjs";
import { parseTreeText, readTree } from "./source-tree.mjs";
import { lineAt } from "./syntax.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const fixtures = join(root, "tools", "fixtures", "boundaries");

/** Everything forbidden in a source tree, one line each: `<rule> <path>[:<line>] <message>`. */
export function checkBoundaries(/** @type {import("./source-tree.mjs").SourceTree} */ tree) {
  const packages = packagesOf(tree);
  const checks = [checkFloors, checkPurity, checkExportMaps, checkErrorCodes];
  return checks
    .flatMap((check) => check(packages, tree))
    .map(({ rule, path, at, message }) => {
      const place = at === undefined ? path : `${path}:${lineAt(tree.get(path) ?? "", at)}`;
      return `${rule} ${place} ${message}`;
    });
}

/** The fixtures whose forbidden thing the check does not report, or reports as something else. */
export function brokenCanaries(check = checkBoundaries) {
  const files = readdirSync(fixtures)
    .filter((name) => name.endsWith(".txt"))
    .toSorted();
  if (files.length === 0) return ["there is no fixture: the canary is missing"];
  return files.flatMap((file) => {
    const { head, tree } = parseTreeText(readFileSync(join(fixtures, file), "utf8"));
    const found = check(tree);
    const expected = head["expect"] ?? "";
    const exact =
      expected === "nothing" ? found.length === 0 : found.length === 1 && found[0]?.startsWith(`${expected} `);
    return exact ? [] : [`${basename(file)}: expected "${expected}", got ${JSON.stringify(found)}`];
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const broken = brokenCanaries();
  const findings = broken.length > 0 ? broken.map((line) => `canary ${line}`) : checkBoundaries(readTree(root));
  for (const line of findings) console.error(line);
  process.exitCode = findings.length > 0 ? 1 : 0;
}
