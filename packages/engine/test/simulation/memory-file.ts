import { hash } from "node:crypto";

import type { Change } from "@fabrikk/state";

/** A file of the simulation: git's mode and its bytes. A link's bytes are its target. */
export interface MemoryFile {
  readonly mode: "100644" | "100755" | "120000" | "160000";
  readonly content: Uint8Array;
  /** The bytes as UTF-8. */
  readonly text: string;
  /** Follows from the bytes alone, as a blob's id does. */
  readonly id: string;
}

/** Files by path, in any order. */
export type MemoryFiles = ReadonlyMap<string, MemoryFile>;

/** A file of this text, or of a copy of these bytes. What nobody asks for is not computed: most files are only written. */
export function memoryFile(given: string | Uint8Array, mode: MemoryFile["mode"] = "100644"): MemoryFile {
  const kept = typeof given === "string" ? given : Uint8Array.from(given);
  let id: string | null = null;
  return {
    mode,
    get content() {
      return typeof kept === "string" ? new TextEncoder().encode(kept) : Uint8Array.from(kept);
    },
    get text() {
      return typeof kept === "string" ? kept : new TextDecoder().decode(kept);
    },
    get id() {
      return (id ??= hash("sha1", kept));
    },
  };
}

/** Are they the same file to git? */
export function sameFile(left: MemoryFile | undefined, right: MemoryFile | undefined): boolean {
  return left === right || (left?.id === right?.id && left?.mode === right?.mode);
}

/** What differs between two sets of files, in the order of their paths. */
export function compareFiles(from: MemoryFiles, to: MemoryFiles): readonly Change[] {
  const removed = [...from.keys()].filter((path) => !to.has(path));
  const written = [...to].filter(([path, file]) => !sameFile(from.get(path), file));
  const changes: Change[] = [
    ...removed.map((path) => ({ path, status: "deleted" as const, mode: null })),
    ...written.map(([path, { mode }]) => ({ path, status: statusOf(from, path), mode })),
  ];
  return changes.toSorted((left, right) => (left.path < right.path ? -1 : 1));
}

function statusOf(from: MemoryFiles, path: string): Change["status"] {
  return from.has(path) ? "modified" : "added";
}
