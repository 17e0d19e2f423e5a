import type { WorkspaceFault } from "@fabrikk/state";

import { showPath } from "../show-path.ts";

/**
 * Paths that are one and the same where case or Unicode form does not count: two files, or a file and a folder. Only those
 * that a changed path takes part in.
 */
export function caseCollisions(paths: readonly string[], changed: ReadonlySet<string>): readonly WorkspaceFault[] {
  const files = Map.groupBy(paths, fold);
  const folders = new Map(paths.flatMap((path) => foldersOf(fold(path)).map((folder) => [folder, path] as const)));
  return [...changed].toSorted().flatMap((path) => {
    const folded = fold(path);
    const same = (files.get(folded) ?? []).filter((other) => other !== path && (!changed.has(other) || path < other));
    const inside = folders.get(folded) ?? [];
    const above = foldersOf(folded).flatMap((folder) => files.get(folder) ?? []);
    return [...same, ...[inside].flat(), ...above.filter((other) => !changed.has(other))].map((other) => ({
      kind: "case-collision" as const,
      detail: `${showPath(path)} and ${showPath(other)} are the same where case or Unicode form does not count`,
    }));
  });
}

function foldersOf(path: string): readonly string[] {
  const names = path.split("/");
  return names.slice(1).map((_, at) => names.slice(0, at + 1).join("/"));
}

function fold(path: string): string {
  return path.normalize("NFC").toUpperCase().toLowerCase();
}
