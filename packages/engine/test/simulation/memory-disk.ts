import type { MemoryFile } from "./memory-file.ts";

/**
 * The simulated disk outside the repository: files by absolute path. It is kept by room, the first two names of a path
 * (`/sim/<room>/...`), so that one workspace can be listed or removed without a look at all others.
 */
export interface MemoryDisk {
  write(path: string, file: MemoryFile): void;
  read(path: string): MemoryFile | undefined;
  /** Removes a file, or a folder with all that is in it. */
  remove(path: string): void;
  /** The files below a folder, by their path in it. */
  list(folder: string): Map<string, MemoryFile>;
  /** The rooms that hold anything. */
  rooms(): readonly string[];
}

export function createMemoryDisk(): MemoryDisk {
  const rooms = new Map<string, Map<string, MemoryFile>>();
  const filesNear = (path: string) => rooms.get(roomOf(path));
  return {
    write: (path, file) => {
      const files = filesNear(path);
      if (files === undefined) rooms.set(roomOf(path), new Map([[path, file]]));
      else files.set(path, file);
    },
    read: (path) => filesNear(path)?.get(path),
    remove: (path) => {
      if (roomOf(path) === path) rooms.delete(path);
      const files = filesNear(path);
      for (const one of files?.keys() ?? []) if (one === path || one.startsWith(`${path}/`)) files?.delete(one);
    },
    list: (folder) => {
      const prefix = `${folder}/`;
      const files = new Map<string, MemoryFile>();
      for (const [path, file] of filesNear(prefix) ?? []) {
        if (path.startsWith(prefix)) files.set(path.slice(prefix.length), file);
      }
      return files;
    },
    rooms: () => [...rooms.keys()],
  };
}

function roomOf(path: string): string {
  const end = path.indexOf("/", path.indexOf("/", 1) + 1);
  return end === -1 ? path : path.slice(0, end);
}
