import type { RepositoryIndex } from "../repository-index.ts";

/** A source file that is scanned for its imports. */
interface ScannedFile {
  readonly path: string;
  readonly text: string;
}

/** How one language names other files: a row of the table in `import-languages.ts`. */
export interface ImportLanguage {
  /** File extensions, without the dot. */
  readonly extensions: readonly string[];
  /** The files of the repository that a file imports. Reads text by patterns: what a build makes of it is not known. */
  importsOf(file: ScannedFile, index: RepositoryIndex): Promise<readonly string[]>;
}

/** The first of these paths that the repository has. */
export function firstFile(paths: readonly string[], index: RepositoryIndex): readonly string[] {
  return paths.filter(index.has).slice(0, 1);
}

/** A path from a folder, with `.` and `..` resolved; null where it leaves the repository. */
export function joinPath(folder: string, relative: string): string | null {
  const names = folder === "" ? [] : folder.split("/");
  for (const name of relative.split("/")) {
    if (name === "..") {
      if (names.pop() === undefined) return null;
    } else if (name !== "" && name !== ".") names.push(name);
  }
  return names.join("/");
}
