import type { WorkspaceFault } from "@fabrikk/state";

import { sameFile, type MemoryFile, type MemoryFiles } from "./memory-file.ts";

/** What is wrong with what came to a tree since its base: as the real repository sees it, in fewer words. */
export function checkMemoryTree(base: MemoryFiles, tree: MemoryFiles): readonly WorkspaceFault[] {
  const arrived = [...tree].filter(([path, file]) => !sameFile(base.get(path), file));
  const added = new Set(arrived.map(([path]) => path).filter((path) => !base.has(path)));
  return [
    ...arrived.flatMap(([path, file]) => fileFaults(path, file)),
    ...arrived.flatMap(([path, file]) => attributeFaults(path, file, base.get(path))),
    ...collisions([...tree.keys()], added),
  ];
}

function fileFaults(path: string, file: MemoryFile): readonly WorkspaceFault[] {
  const shown = JSON.stringify(path);
  const names = path.split("/");
  const faults: WorkspaceFault[] = [];
  const badName = names.some((name) => [".git", "..", ".", ""].includes(name.toLowerCase())) || /\p{Cc}/u.test(path);
  if (badName) faults.push({ kind: "path", detail: `${shown} is no path for a tree` });
  if (file.mode === "160000") faults.push({ kind: "submodule", detail: `${shown} is a submodule` });
  if (file.mode === "120000" && leadsOut(names.length - 1, file.text))
    faults.push({ kind: "symlink", detail: `${shown} leads out of the tree` });
  return faults;
}

function leadsOut(depth: number, target: string): boolean {
  const stepsUp = target.split("/").filter((name) => name === "..").length;
  return target.startsWith("/") || stepsUp > depth;
}

function attributeFaults(path: string, file: MemoryFile, before: MemoryFile | undefined): readonly WorkspaceFault[] {
  if (!/(^|\/)\.gitattributes$/i.test(path)) return [];
  const known = before?.text ?? "";
  const added = file.text.split("\n").filter((line) => / filter(=| |$)/.test(line) && !known.includes(line));
  return added.map((line) => ({ kind: "attributes", detail: `${path} adds "${line}"` }));
}

function collisions(paths: readonly string[], added: ReadonlySet<string>): readonly WorkspaceFault[] {
  if (added.size === 0) return [];
  const same = Map.groupBy(paths, (path) => path.normalize("NFC").toLowerCase());
  return [...same.values()]
    .filter((group) => group.length > 1 && group.some((path) => added.has(path)))
    .map((group) => ({
      kind: "case-collision",
      detail: `${group.join(" and ")} are the same where case does not count`,
    }));
}
