import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { ObjectId, Sha256 } from "@fabrikk/state";

/** The places of one workspace. Paths are absolute; only `work`, `outbox` and `inbox` are a worker's. */
export interface WorkspaceFolder {
  readonly folder: string;
  readonly work: string;
  readonly outbox: string;
  /** What is handed to a worker; made with the first file. */
  readonly inbox: string;
  /** fabrikk's own index of the working files. */
  readonly index: string;
}

/** What a workspace was made with: what it is compared with later. */
export interface WorkspaceRecord {
  readonly tree: string;
  readonly commit: string;
  /** Of the index that the worker got. */
  readonly indexSha256: string;
}

/** The places of the workspace in this folder. */
export function workspaceFolder(folder: string): WorkspaceFolder {
  const at = (name: string): string => join(folder, name);
  return { folder, work: at("work"), outbox: at("outbox"), inbox: at("inbox"), index: at("index") };
}

/** Notes what was made. Written last: a workspace without it was never given to anyone. */
export async function writeRecord(place: WorkspaceFolder, record: WorkspaceRecord): Promise<void> {
  await writeFile(join(place.folder, "made"), `${record.tree} ${record.commit} ${record.indexSha256}\n`);
}

/** What the workspace in this folder was made with, or null where it was not made to its end. */
export async function readRecord(place: WorkspaceFolder): Promise<WorkspaceRecord | null> {
  const text = await readFile(join(place.folder, "made"), "utf8").catch(() => "");
  const [tree, commit, indexSha256] = text.trimEnd().split(" ");
  const ids = [ObjectId.safeParse(tree), ObjectId.safeParse(commit), Sha256.safeParse(indexSha256)] as const;
  if (!ids[0].success || !ids[1].success || !ids[2].success) return null;
  return { tree: ids[0].data, commit: ids[1].data, indexSha256: ids[2].data };
}
