import type { SourceText } from "../../spec/spec-reading.ts";

/** How a format tells which documents belong together. */
export interface FolderLayout {
  /** The folder of the feature that this document shows to be of the format, "" for no folder; null where it shows nothing. */
  readonly rootOf: (source: SourceText) => string | null;
  /**
   * Is a document with this path below the feature's folder a part of it? With a folder of its own all Markdown in it is; where
   * the feature stands in no folder, other documents may stand beside it.
   */
  readonly isPart: (path: string, hasFolder: boolean) => boolean;
}

/** Groups documents by the nearest folder around them that is a feature of the format, in the order of the features' first documents. */
export function featureGroups(
  sources: readonly SourceText[],
  { rootOf, isPart }: FolderLayout,
): readonly (readonly SourceText[])[] {
  const groups = new Map<string, SourceText[]>();
  const showing = new Map<SourceText, string>();
  for (const source of sources) {
    const root = rootOf(source);
    if (root === null) continue;
    showing.set(source, root);
    if (!groups.has(root)) groups.set(root, []);
  }
  if (groups.size === 0) return [];
  for (const source of sources) {
    const root = foldersAround(source.file).find((folder) => groups.has(folder));
    if (root === undefined) continue;
    const path = root === "" ? source.file : source.file.slice(root.length + 1);
    if (showing.get(source) === root || isPart(path, root !== "")) groups.get(root)?.push(source);
  }
  return [...groups.values()].filter((group) => group.length > 0);
}

/** The folder that a file is in, with all folders above it; "" where it is in none. */
export function parentFolder(file: string): string {
  return file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : "";
}

/** The nearest first, "" last. */
function foldersAround(file: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = parentFolder(file); folder !== ""; folder = parentFolder(folder)) folders.push(folder);
  return [...folders, ""];
}
