import { isDataFile, readData } from "../../data/read-data.ts";
import type { SourceText } from "../../spec/spec-reading.ts";
import { parentFolder } from "../feature/feature-groups.ts";
import { findTasks, isTaskIndex } from "./find-tasks.ts";

/** Plans, each alone; and the files of one task each in one folder together, with the index that names them. */
export function groupTaskFiles(sources: readonly SourceText[]): readonly (readonly SourceText[])[] {
  const plans: SourceText[][] = [];
  const folders = new Map<string, SourceText[]>();
  const indexes: SourceText[] = [];
  for (const source of sources.filter(mayHoldTasks)) {
    const { root } = readData(source);
    const [first] = findTasks(root, source.file)?.tasks ?? [];
    const folder = parentFolder(source.file);
    if (first === undefined) indexes.push(...(isTaskIndex(root) ? [source] : []));
    else if (first.map === root) folders.set(folder, [...(folders.get(folder) ?? []), source]);
    else plans.push([source]);
  }
  for (const index of indexes) folders.get(parentFolder(index.file))?.push(index);
  return [...plans, ...folders.values()];
}

/** A quick look: most JSON and YAML files are no plans, and need not be read for that. */
function mayHoldTasks({ file, text }: SourceText): boolean {
  if (!isDataFile(file)) return false;
  return (
    /tasks?(?:[-_.]?graph)?\.(?:jsonc?|ya?ml)$/i.test(file) ||
    /\b(?:tasks|user_?stories|stories|task_?graph|graph)\b/i.test(text)
  );
}
