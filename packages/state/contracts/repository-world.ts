import type { Repository } from "../src/ports/repository.ts";
import type { TreeFiles } from "./tree-files.ts";

/** A repository to try, of which the user's checkout is clean and on a branch. */
export interface RepositoryWorld extends AsyncDisposable {
  readonly repository: Repository;
  /** Makes a tree as it may come from anywhere: bad paths, links and submodules too. */
  makeTree(files: TreeFiles): Promise<string>;
  /** Points a ref of the user's to a commit. */
  setForeignRef(ref: string, commit: string): Promise<void>;
}
