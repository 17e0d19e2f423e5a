import type { GateSource } from "./gate-source.ts";

/** Folders of other people's code, of tests' inputs, of examples: not the repository's own projects. */
const foreign = new Set([
  "build",
  "dist",
  "example",
  "examples",
  "fixtures",
  "__fixtures__",
  "node_modules",
  "samples",
  "template",
  "templates",
  "testdata",
  "third_party",
  "vendor",
]);

const deepest = 3;

/** The subfolders that hold a file of one of these kinds, upper folders first, each with a `/` at the end. */
export function nestedFolders(files: readonly string[], kinds: readonly GateSource[]): readonly string[] {
  const wanted = new Set(kinds.flatMap((kind) => kind.files));
  const folders = new Set<string>();
  for (const file of files) {
    const names = file.split("/");
    const name = names.pop() ?? "";
    const isOwn = names.every((each) => !each.startsWith(".") && !foreign.has(each.toLowerCase()));
    if (names.length > 0 && names.length <= deepest && wanted.has(name) && isOwn) folders.add(`${names.join("/")}/`);
  }
  return [...folders].toSorted((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
}

function depth(folder: string): number {
  return folder.split("/").length;
}
