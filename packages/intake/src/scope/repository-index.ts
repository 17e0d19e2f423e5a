import { escapeGlob, isReservedGlob } from "@fabrikk/compiler";
import { isFabrikkError } from "@fabrikk/state";

import type { RepositoryView } from "../repository-view.ts";

/** The repository's files, ready to be looked up by what a text may call them. */
export interface RepositoryIndex {
  readonly has: (path: string) => boolean;
  /** The path as the repository spells it, whatever the case; null where there is none, or more than one. */
  readonly inAnyCase: (path: string) => string | null;
  /** The files whose path ends with this one, name for name; sorted. */
  readonly endingWith: (path: string) => readonly string[];
  /** Is it a folder with files in it, or below it? "" is the top. */
  readonly hasFolder: (path: string) => boolean;
  /** The files that stand in a folder itself; sorted. */
  readonly inFolder: (path: string) => readonly string[];
  /** Does a file have this extension (without the dot, lower-case)? */
  readonly hasExtension: (extension: string) => boolean;
  /** The files whose name without extension is this one, but for case, dashes and underscores; sorted. */
  readonly namedLike: (name: string) => readonly string[];
  readonly read: RepositoryView["read"];
}

/** Builds the index. The order of the view's files does not matter; files that no task may own are left out. */
export function repositoryIndex(view: RepositoryView): RepositoryIndex {
  const files = view.files.filter(mayOwn).toSorted();
  const known = new Set(files);
  const byName = Map.groupBy(files, nameOf);
  const byFold = Map.groupBy(files, (path) => path.toLowerCase());
  const byStem = Map.groupBy(files, (path) => plainName(nameOf(path).replace(/\.[^.]*$/, "")));
  const byFolder = Map.groupBy(files, folderOf);
  const folders = new Set(files.flatMap(foldersOf));
  const extensions = new Set(files.map(extensionOf));
  return {
    has: (path) => known.has(path),
    inAnyCase: (path) => onlyOne(byFold.get(path.toLowerCase()) ?? []),
    endingWith: (path) => (byName.get(nameOf(path)) ?? []).filter((file) => file === path || file.endsWith(`/${path}`)),
    hasFolder: (path) => folders.has(path),
    inFolder: (path) => byFolder.get(path) ?? [],
    hasExtension: (extension) => extensions.has(extension),
    namedLike: (name) => byStem.get(plainName(name)) ?? [],
    read: view.read,
  };
}

/** Git's and fabrikk's own files steer the run, and some names cannot be said in a glob. */
export function mayOwn(path: string): boolean {
  try {
    return !isReservedGlob(escapeGlob(path));
  } catch (error) {
    if (!isFabrikkError(error)) throw error;
    return false;
  }
}

/** The only element of a list, or null. */
export function onlyOne(list: readonly string[]): string | null {
  return list.length === 1 ? (list[0] ?? null) : null;
}

/** The folder of a path, without a `/` at its end; "" for the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** The extension of a path, lower-case and without the dot; "" where there is none. */
export function extensionOf(path: string): string {
  return /[^/]\.([A-Za-z0-9]+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function foldersOf(path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) folders.push(folder);
  return [...folders, ""];
}

function plainName(name: string): string {
  return name.replace(/[-_]/g, "").toLowerCase();
}
