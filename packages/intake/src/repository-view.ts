/** The repository as preparation sees it: the files of the base commit. */
export interface RepositoryView {
  /** Paths relative to the repository's top folder, with `/`, sorted. */
  readonly files: readonly string[];
  /** The text of a file, or null where there is none or it is no UTF-8 text. */
  read(path: string): Promise<string | null>;
}
