import { isReservedGlob, isTestFile, matchesGlob, taskSizeLimit } from "@fabrikk/compiler";
import { isFabrikkError } from "@fabrikk/state";

import type { FileTable } from "./file-table.ts";
import type { ProposedGrouping } from "./planner-answer.ts";

/** A path that nobody has: what matches it takes the whole repository. */
const nowhere = "no such folder/no such file";

/**
 * What is wrong with the files of a proposed grouping, and with its size; one clause each.
 * @param documents the spec: no proposal lets a task change what it is made from
 */
export function scopeProblems(
  grouping: ProposedGrouping,
  { table, documents }: { readonly table: FileTable; readonly documents: readonly string[] },
): readonly string[] {
  const { owned, shared, read_only: readOnly, requirement_ids: ids } = grouping;
  const changed = [...owned, ...shared];
  const broken = [...changed, ...readOnly].flatMap(globProblem);
  const size =
    ids.length > taskSizeLimit.requirements
      ? [`it has ${ids.length} requirements: at most ${taskSizeLimit.requirements} make a task`]
      : [];
  const none = changed.length === 0 ? ["it names no file that it changes"] : [];
  if (broken.length > 0) return [...size, ...none, ...broken];
  return [
    ...size,
    ...none,
    ...changed
      .filter(isReservedGlob)
      .map((glob) => `no task may change ${JSON.stringify(glob)}: it steers the run itself`),
    ...changed
      .filter((glob) => matchesGlob(glob, nowhere))
      .map((glob) => `${JSON.stringify(glob)} takes the whole repository: name the files`),
    ...changed.flatMap((glob) =>
      documents
        .filter((file) => matchesGlob(glob, file))
        .map((file) => `${JSON.stringify(glob)} takes ${file}, a document of the spec: no task changes it`),
    ),
    ...changed
      .filter((glob) => table.isFolder(glob))
      .map((glob) => `${JSON.stringify(glob)} is a folder: name its files, or write ${JSON.stringify(`${glob}/**`)}`),
    ...changed
      .filter((path) => readOnly.some((glob) => matchesGlob(glob, path)))
      .map((path) => `it may change ${JSON.stringify(path)} and only read it`),
    ...tooManyFiles(countFiles(owned, table)),
  ];
}

function tooManyFiles(count: number | null): readonly string[] {
  if (count === null) return ["its globs match too much to be looked up: name files"];
  return count > taskSizeLimit.files
    ? [`it owns ${count} files: at most ${taskSizeLimit.files} make a task; split it by files`]
    : [];
}

function globProblem(glob: string): readonly string[] {
  try {
    isReservedGlob(glob);
    return [];
  } catch (error) {
    if (!isFabrikkError(error)) throw error;
    return [error.message];
  }
}

/** Files other than tests: those that are there, and those that are to be made. Null where the globs are too many to be looked up. */
function countFiles(owned: readonly string[], table: FileTable): number | null {
  const files = new Set<string>();
  for (const glob of owned) {
    const found = table.matches(glob);
    if (found === null) return null;
    for (const file of found.length === 0 ? [glob.toLowerCase()] : found) if (!isTestFile(file)) files.add(file);
  }
  return files.size;
}
