import type { GitPlace } from "../run-git.ts";

/** The places of the user's repository. Paths are absolute. */
export interface UserRepository {
  /** Top level of the checkout. */
  readonly root: string;
  /** The git folder that holds objects and refs. */
  readonly gitDir: string;
  /** The git folder of this checkout, which holds its HEAD and index: another one when it is a linked worktree. */
  readonly checkoutGitDir: string;
  readonly objects: string;
  /** The file that is there when the clone is shallow. */
  readonly shallow: string;
  /** For calls that read objects, or read and write refs; never for one with an index or files. */
  readonly place: GitPlace;
}
