import type { WorkspaceFault } from "@fabrikk/state";

import { memoryFile, sameFile, type MemoryFile, type MemoryFiles } from "./memory-file.ts";

const head = memoryFile("ref: refs/heads/work\n");
const config = memoryFile("[core]\n");

/** A workspace's own repository as it is made: the files below `.git` that tell what a worker did to it. */
export function throwawayRepository(commit: string, tree: string): MemoryFiles {
  return new Map([
    ["HEAD", head],
    ["config", config],
    ["index", memoryFile(tree)],
    ["refs/heads/work", memoryFile(commit)],
  ]);
}

/** What a worker did to its repository (FAB-EXEC-005), found by comparing the files below `.git` with those that were made. */
export function repositoryFaults(made: MemoryFiles, now: MemoryFiles): readonly WorkspaceFault[] {
  if (now.size === 0) return [{ kind: "repository-missing", detail: ".git was removed" }];
  const touched = [...new Set([...made.keys(), ...now.keys()])].filter(
    (path) => !sameFile(made.get(path), now.get(path)),
  );
  const faults = touched.flatMap((path): WorkspaceFault[] => {
    const kind = faultKind(path, now);
    return kind === null ? [] : [{ kind, detail: `.git/${path} was changed` }];
  });
  return faults.toSorted((left, right) => kinds.indexOf(left.kind) - kinds.indexOf(right.kind));
}

const kinds: readonly WorkspaceFault["kind"][] = ["commit", "ref", "config", "hook", "index"];

function faultKind(path: string, now: MemoryFiles): WorkspaceFault["kind"] | null {
  if (path === "config" || path === "index") return path;
  if (path.startsWith("hooks/")) return "hook";
  if (path === "HEAD" || path.startsWith("refs/")) return wasMadeHere(now.get(path), now) ? "commit" : "ref";
  return null;
}

/** An object that is in the throwaway repository itself was made in it. */
function wasMadeHere(ref: MemoryFile | undefined, now: MemoryFiles): boolean {
  return ref !== undefined && now.has(`objects/${ref.text}`);
}
