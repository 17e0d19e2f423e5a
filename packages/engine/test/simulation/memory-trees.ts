import { hash } from "node:crypto";

import type { Overlay } from "@fabrikk/state/ports";

import type { MemoryFile, MemoryFiles } from "./memory-file.ts";

/** The trees of a simulated repository. Their ids follow from the files alone, as git's do. */
export interface MemoryTrees {
  /** Keeps files as a tree. */
  store(files: MemoryFiles): string;
  /** A tree's files, in git's order. */
  files(tree: string): MemoryFiles;
  /** A tree with paths of other trees laid over it, one after the other. */
  layOver(base: string, overlays: readonly Overlay[]): string;
}

export function createMemoryTrees(): MemoryTrees {
  const trees = new Map<string, MemoryFiles>();
  const store = (files: MemoryFiles): string => {
    const sorted = [...files].toSorted(([left], [right]) => (left < right ? -1 : 1));
    const id = hash("sha1", sorted.map(([path, file]) => `${file.mode} ${file.id} ${path}\0`).join(""));
    if (!trees.has(id)) trees.set(id, new Map(sorted));
    return id;
  };
  const filesOf = (tree: string): MemoryFiles => {
    const files = trees.get(tree);
    if (files === undefined) throw new Error(`there is no tree ${tree}`);
    return files;
  };
  return {
    store,
    files: filesOf,
    layOver: (base, overlays) => {
      const files = new Map(filesOf(base));
      for (const overlay of overlays) layOne(files, filesOf(overlay.tree), overlay.paths);
      return store(files);
    },
  };
}

/** Removes first: a folder may come where a file was. */
function layOne(files: Map<string, MemoryFile>, source: MemoryFiles, paths: readonly string[]): void {
  for (const path of paths) files.delete(path);
  for (const path of paths) {
    const file = source.get(path);
    if (file !== undefined) files.set(path, file);
  }
}
