import { open } from "node:fs/promises";

import { syncPath } from "./sync-path.ts";

/** A file that only grows. */
export interface AppendFile {
  /** Appends all the bytes, or rejects. */
  write(bytes: Uint8Array): Promise<void>;
  /** Resolves when what was written is durable (fdatasync). */
  datasync(): Promise<void>;
  close(): Promise<void>;
}

/** What the journal asks of the disk: narrow, so that a test can put a failing one in between. */
export interface AppendFiles {
  /** Creates the file, and rejects with `EEXIST` when there is one. */
  create(path: string): Promise<AppendFile>;
  /** Makes durable what another process wrote to a file. */
  syncFile(path: string): Promise<void>;
  /** Makes the names in a folder durable. */
  syncFolder(path: string): Promise<void>;
}

/** The real disk. */
export const nodeAppendFiles: AppendFiles = { create, syncFile: syncPath, syncFolder: syncPath };

async function create(path: string): Promise<AppendFile> {
  const handle = await open(path, "wx");
  return {
    async write(bytes) {
      for (let at = 0; at < bytes.length;) at += (await handle.write(bytes, at)).bytesWritten;
    },
    datasync: () => handle.datasync(),
    close: () => handle.close(),
  };
}
