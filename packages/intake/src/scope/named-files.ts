import { isTestFile, testNeighbours } from "@fabrikk/compiler";

import type { Mentions } from "./mentions.ts";
import { extensionOf, folderOf, mayOwn, onlyOne, type RepositoryIndex } from "./repository-index.ts";

/** Extensions that a new file may have, beside those that the repository has already. */
const usualExtensions = new Set(
  "c cc cpp cs css go h hpp html java js json jsx kt md mjs php py rb rs sh sql toml ts tsx yaml yml".split(" "),
);

/**
 * The files that a text names by their paths: a file as it is written, in any case, or by the end of its path where only one
 * file has it; or a new file in a folder that is there. Sorted.
 */
export function namedFiles(mentions: Mentions, index: RepositoryIndex): readonly string[] {
  const files = mentions.paths.flatMap(({ path, isQuoted }) => fileNamed(path, isQuoted, index) ?? []);
  return [...new Set(files)].toSorted();
}

function fileNamed(path: string, isQuoted: boolean, index: RepositoryIndex): string | null {
  const extension = extensionOf(path);
  const isSpokenOf = !isQuoted && !path.includes("/") && !isSource(path);
  if (isSpokenOf) return null;
  if (index.has(path)) return path;
  if (extension === "") return null;
  const known = index.inAnyCase(path) ?? onlyOne(index.endingWith(path));
  if (known !== null || index.endingWith(path).length > 0) return known;
  const isNew = path.includes("/") && index.hasFolder(folderOf(path)) && mayOwn(path);
  return isNew && (usualExtensions.has(extension) || index.hasExtension(extension)) ? path : null;
}

/** Is it code? The bare names of documents and settings are often only spoken of: `package.json scripts`, `a spec.md`. */
function isSource(path: string): boolean {
  return isTestFile(path) || testNeighbours(path).length > 0;
}
