import type { Change } from "../records/change.ts";
import type { WorkspaceFault } from "../records/settlement.ts";

/** A commit to build: the object's id follows from these fields alone. */
export interface CommitSpec {
  readonly tree: string;
  readonly parent: string;
  readonly message: string;
  /** Author and committer date: milliseconds since 1970, from the journal. */
  readonly at: number;
}

/** A commit as read back. */
export interface CommitRecord {
  readonly commit: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  /** The trailers of the message, in order. */
  readonly trailers: readonly { readonly key: string; readonly value: string }[];
}

/** Paths of one tree that are laid over another: each path is taken as it is there, or removed where it is not. */
export interface Overlay {
  readonly tree: string;
  readonly paths: readonly string[];
}

/**
 * The user's repository, seen by the only committer. Object ids are strings; trees and commits are immutable, so that
 * everything but the refs can be repeated freely. Never touches the user's checkout, index or config.
 */
export interface Repository {
  /** The user's HEAD: its commit and the branch it is on (null when detached). */
  head(): Promise<{ readonly commit: string; readonly branch: string | null }>;
  /** Changed paths of the user's checkout against HEAD: left alone, reported. */
  uncommitted(): Promise<readonly string[]>;
  treeOf(commit: string): Promise<string>;
  /** Every path of a tree, in git's order. */
  listFiles(tree: string): Promise<readonly string[]>;
  /** The bytes of a file, or null where the tree has none at that path. */
  readFile(tree: string, path: string): Promise<Uint8Array | null>;
  changes(from: string, to: string): Promise<readonly Change[]>;
  /** Unified diff, for people and review bundles; never applied. */
  diff(from: string, to: string): Promise<string>;
  layOver(base: string, overlays: readonly Overlay[]): Promise<string>;
  /** What is wrong with a tree that came from outside: paths, modes, links, case-fold collisions, submodules, size. */
  checkTree(base: string, tree: string): Promise<readonly WorkspaceFault[]>;
  createCommit(spec: CommitSpec): Promise<string>;
  /** The commit a ref points to, or null. */
  readRef(ref: string): Promise<string | null>;
  /**
   * Moves a ref from one object to another (`from` null: it does not exist yet) by compare-and-swap. A ref that is at `to`
   * already is left there, so that repeating the call after a crash is its recovery.
   * @throws FabrikkError FABRIKK_GIT_BRANCH_MOVED when the ref is anywhere else.
   */
  moveRef(ref: string, from: string | null, to: string): Promise<void>;
  /** Keeps a tree under a ref, as a commit on `parent`, for salvage. Repeating it is harmless. */
  keepTree(ref: string, spec: CommitSpec): Promise<void>;
  /** Keeps files under a ref (the journal, at each checkpoint). */
  keepFiles(
    ref: string,
    files: readonly { readonly path: string; readonly content: Uint8Array }[],
    at: number,
  ): Promise<void>;
  /** Commits reachable from `to` and not from `from`, newest first. */
  log(from: string, to: string): Promise<readonly CommitRecord[]>;
  /** Every ref with its object, outside of fabrikk's own: to notice, and report, a change. */
  foreignRefs(): Promise<Readonly<Record<string, string>>>;
}
