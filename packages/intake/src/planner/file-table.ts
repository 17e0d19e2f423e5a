import { matchesGlob } from "@fabrikk/compiler";

import { globWeight, mostWeight } from "./glob-weight.ts";

/** The files of a repository, ready to be looked up by globs. Spelling is compared without case, as in globs. */
export interface FileTable {
  isFolder(path: string): boolean;
  /** The files that a valid glob matches; null once all globs together were compared too often. */
  matches(glob: string): readonly string[] | null;
}

/** Makes the table, for one answer. A glob is only compared with files that start as it does. */
export function fileTable(files: readonly string[]): FileTable {
  const sorted = [...new Set(files.map((file) => file.toLowerCase()))].toSorted();
  const folders = new Set<string>();
  for (const file of sorted)
    for (let at = file.indexOf("/"); at !== -1; at = file.indexOf("/", at + 1)) folders.add(file.slice(0, at));
  let spent = 0;
  return {
    isFolder: (path) => folders.has(path.toLowerCase().replace(/^(?:\.\/)+/, "")),
    matches: (glob) => {
      const weight = globWeight(glob);
      const start = literalStart(glob);
      const from = firstAtLeast(sorted, start);
      const found: string[] = [];
      for (let at = from; at < sorted.length; at += 1) {
        const file = sorted[at] ?? "";
        if (!file.startsWith(start)) break;
        spent += weight;
        if (spent > mostWeight) return null;
        if (matchesGlob(glob, file)) found.push(file);
      }
      return found;
    },
  };
}

/** What every path that the glob matches starts with. */
function literalStart(glob: string): string {
  const plain = glob.toLowerCase().replace(/^(?:\.\/)+/, "");
  const special = plain.search(/[*?[{\\]/);
  return special === -1 ? plain : plain.slice(0, special);
}

/** Index of the first element that is not before `wanted`, by UTF-16 code units. */
function firstAtLeast(sorted: readonly string[], wanted: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? "") < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
