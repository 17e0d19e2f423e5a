import type { TreeFiles } from "@fabrikk/state/contracts/tree-files";
import fc from "fast-check";
import { expect, test } from "vitest";

import { repositoryWorld } from "./repository-world.ts";

const names = ["a", "b c", "d\ne", "é", "x/one", "x/two/three"] as const;
const files = fc.dictionary(fc.constantFrom(...names), fc.constantFrom("1\n", "2\r\n", ""), { noNullPrototype: true });
const overlay = fc.record({ files, paths: fc.uniqueArray(fc.constantFrom(...names)) });

test(
  "FAB-EXEC-002 laying over takes each named path as it is in the overlay, and nothing else",
  { timeout: 30_000 },
  async () => {
    await using world = await repositoryWorld();
    await fc.assert(
      fc.asyncProperty(files, fc.array(overlay, { maxLength: 3 }), async (base, overlays) => {
        const trees = overlays.map(async ({ files: tree, paths }) => ({ tree: await world.makeTree(tree), paths }));
        const laid = await world.repository.layOver(await world.makeTree(base), await Promise.all(trees));
        expect(laid).toBe(await world.makeTree(overlays.reduce(expected, base)));
      }),
      { numRuns: 12 },
    );
  },
);

function expected(
  base: TreeFiles,
  { files: tree, paths }: { readonly files: TreeFiles; readonly paths: readonly string[] },
): TreeFiles {
  const kept = Object.entries(base).filter(([path]) => !paths.includes(path));
  const taken = Object.entries(tree).filter(([path]) => paths.includes(path));
  return Object.fromEntries([...kept, ...taken]);
}
