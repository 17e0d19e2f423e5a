import { isTestFile } from "@fabrikk/compiler";

import type { ProposedGrouping } from "./planner-answer.ts";

/** A grouping with more of either is too large anyway. */
const mostCompared = 25;

/**
 * Does a grouping of more than two files hold requirements that, by their own words, are about different ones (FAB-PLAN-004)? Told only
 * where it is certain: all its files are paths, and each of its requirements names some of them.
 * @param texts the text of each requirement, by id
 */
export function independentFiles(
  { owned, requirement_ids: ids }: ProposedGrouping,
  texts: ReadonlyMap<string, string>,
): string | null {
  const files = owned.filter((path) => !isTestFile(path));
  if (Math.max(files.length, ids.length) > mostCompared) return null;
  if (files.length <= 2 || files.some((path) => /[*?[{\\]|\/$/.test(path))) return null;
  const named = ids.map((id) => ({ id, files: files.filter((path) => names(texts.get(id) ?? "", path)) }));
  if (named.some(({ files: own }) => own.length === 0)) return null;
  const groups = joined(named);
  if (groups.length < 2) return null;
  const told = groups.map((group) => `${group.ids.join(", ")} (${[...group.files].toSorted().join(", ")})`);
  return `its requirements name different files: make a grouping for each of ${told.join(" and ")}`;
}

/** Does the text name the file, by its path or its own name? */
function names(text: string, path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const words = text.toLowerCase().match(/[\p{L}\p{N}_.\-/@]+/gu) ?? [];
  return words.some((word) => {
    const plain = word.replace(/\.+$/, "");
    return plain === name || plain.endsWith(`/${name}`);
  });
}

interface FileGroup {
  readonly ids: readonly string[];
  readonly files: ReadonlySet<string>;
}

/** Puts together what names a file in common. */
function joined(named: readonly { readonly id: string; readonly files: readonly string[] }[]): readonly FileGroup[] {
  let groups: readonly FileGroup[] = [];
  for (const { id, files } of named) {
    const own = new Set(files);
    const met = groups.filter((group) => !group.files.isDisjointFrom(own));
    const merged = {
      ids: [...met.flatMap(({ ids }) => ids), id],
      files: met.reduce<ReadonlySet<string>>((all, group) => all.union(group.files), own),
    };
    groups = [...groups.filter((group) => !met.includes(group)), merged];
  }
  return groups;
}
