import type { Overlay } from "@fabrikk/state/ports";

import { withPrivateGitDir } from "../private-git-dir.ts";
import { git, gitLine } from "../run-git.ts";
import { listTree } from "./list-tree.ts";
import type { UserRepository } from "./user-repository.ts";

/**
 * The tree `base` with the paths of each overlay taken from its tree, one overlay after the other: as they are there, or
 * removed where they are not. No text is merged. A file that comes where a folder was takes the place of all it held.
 */
export async function layOver(repository: UserRepository, base: string, overlays: readonly Overlay[]): Promise<string> {
  const lines: string[] = [];
  for (const overlay of overlays) lines.push(...(await indexLines(repository, overlay)));
  if (lines.length === 0) return base;
  return await withPrivateGitDir({ objects: repository.objects }, async (place) => {
    await git(place, ["read-tree", base]);
    await git(place, ["update-index", "-z", "--index-info"], { input: lines.join("") });
    return await gitLine(place, ["write-tree"]);
  });
}

/** Removals first: a path that was a file may be a folder now. */
async function indexLines(repository: UserRepository, overlay: Overlay): Promise<readonly string[]> {
  const wanted = new Set(overlay.paths);
  if (wanted.size === 0) return [];
  const entries = (await listTree(repository.place, overlay.tree)).filter((entry) => wanted.has(entry.path));
  for (const entry of entries) wanted.delete(entry.path);
  return [
    ...[...wanted].map((path) => `0 ${"0".repeat(40)}\t${path}\0`),
    ...entries.map((entry) => `${entry.mode} ${entry.object}\t${entry.path}\0`),
  ];
}
