import type { RepositoryView } from "../repository-view.ts";

/** A folder of the repository, as a project of its own. */
export interface ProjectFolder {
  /** Relative to the repository: "" for its top, else with a `/` at the end. */
  readonly path: string;
  /** The names of the files that stand in it, and in none of its folders. */
  readonly names: ReadonlySet<string>;
  /** All files below it, relative to it, sorted. */
  readonly files: readonly string[];
  /** The text of a file, relative to the folder; "" where there is none, or it is no text. */
  text(file: string): Promise<string>;
}

/** @param path "" for the top of the repository, else with a `/` at the end */
export function projectFolder(view: RepositoryView, path: string): ProjectFolder {
  const files = view.files.flatMap((file) => (file.startsWith(path) ? [file.slice(path.length)] : [])).toSorted();
  const known = new Set(files);
  return {
    path,
    files,
    names: new Set(files.filter((file) => !file.includes("/"))),
    text: async (file) => (known.has(file) ? ((await view.read(`${path}${file}`)) ?? "") : ""),
  };
}

/** The first of these files that stands in the folder. */
export function firstOf({ names }: Pick<ProjectFolder, "names">, files: readonly string[]): string | undefined {
  return files.find((file) => names.has(file));
}
