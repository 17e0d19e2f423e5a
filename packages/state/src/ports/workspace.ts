import type { WorkspaceFault } from "../records/settlement.ts";

/** What was taken from a workspace: the tree of its working files. */
export interface CapturedTree {
  readonly tree: string;
  /** What the worker did to the throwaway repository itself: commits, refs, hooks, config, index (FAB-EXEC-005). */
  readonly faults: readonly WorkspaceFault[];
}

/** The throwaway repository in which one attempt works, or one verification runs. Disposing it removes it. */
export interface Workspace extends AsyncDisposable {
  readonly name: string;
  /** Absolute path of the working files. */
  readonly path: string;
  /** Absolute path of the outbox beside it, where a worker leaves its result; empty at the start. */
  readonly outbox: string;
  capture(): Promise<CapturedTree>;
  /** Puts a file for the worker beside the workspace, and resolves to its absolute path. */
  handOver(file: string, text: string): Promise<string>;
}

/** What a new workspace holds. */
export interface WorkspaceSpec {
  /** Unique in the run; a folder name. */
  readonly name: string;
  readonly tree: string;
  /** The commit HEAD points to: history a worker can read. */
  readonly commit: string;
}

/** Makes workspaces, outside of the user's tree. */
export interface Workspaces {
  open(spec: WorkspaceSpec): Promise<Workspace>;
  /** A workspace that an earlier engine left behind, under this name, in any epoch; null where there is none. */
  leftover(name: string): Promise<Workspace | null>;
  /** Reads a file of an outbox, following no link: `missing` where there is none, `refused` above `maxBytes` or where it is no plain text file. */
  readOutbox(workspace: Workspace, file: string, maxBytes: number): Promise<OutboxReading>;
}

/** A file of an outbox, as found. */
export type OutboxReading =
  | { readonly state: "read"; readonly text: string }
  | { readonly state: "missing" }
  | { readonly state: "refused"; readonly reason: string };
