import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** Where a replayed session changes files: the disk, or the files of a simulation. Paths are absolute. */
export interface WorkspaceFiles {
  /** Writes a file anew, with its folders. */
  write(path: string, text: string): Promise<void>;
  /** Removes a file or a folder; none there is none to remove. */
  remove(path: string): Promise<void>;
}

/** The files of the disk. New ones get mode 0644. */
export const nodeWorkspaceFiles: WorkspaceFiles = {
  async write(path, text) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text, { mode: 0o644 });
  },
  remove: (path) => rm(path, { recursive: true, force: true }),
};
