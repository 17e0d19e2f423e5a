import { foldCase, inCycles, matchesGlob, pathOfGlob, taskEdges, type TaskEdge } from "@fabrikk/compiler";
import type { Grouping, RequirementDependency } from "@fabrikk/state";

import { importsOf } from "./imports/imports-of.ts";
import type { RepositoryIndex } from "./repository-index.ts";

/** A grouping as it stands, with the files that are proposed for it; none where it is left as it was. */
export interface Draft {
  readonly grouping: Grouping;
  readonly files: readonly string[];
}

/** A file of one requirement that imports a file of another. */
export interface ImportLink {
  readonly from: string;
  readonly to: string;
  readonly file: string;
  readonly imported: string;
}

/** What the imports of proposed files come to. */
export interface DataDependencies {
  /** The place of a draft to the files that others own and its files import, sorted. */
  readonly readOnly: ReadonlyMap<number, readonly string[]>;
  readonly dependencies: readonly RequirementDependency[];
  /** What each of them comes from. */
  readonly imports: readonly ImportLink[];
}

/** Files that are read for their imports; those after them are not. */
const mostFiles = 500;

/**
 * A draft depends on the owner of what its proposed files import: the imported file is read-only for it, and the owner's task
 * comes first (a data dependency, FAB-PLAN-007). Where imports or known dependencies go in a circle no order follows from them.
 */
export async function dataDependencies(
  drafts: readonly Draft[],
  known: readonly RequirementDependency[],
  index: RepositoryIndex,
): Promise<DataDependencies> {
  const ownersOf = ownerLookup(drafts);
  const readOnly = new Map<number, readonly string[]>();
  const links: ImportLink[] = [];
  let read = 0;
  for (const [at, { files }] of drafts.entries()) {
    const own = new Set<string>();
    for (const file of files.filter(index.has)) {
      read += 1;
      const imported = read > mostFiles ? [] : await importsOf(file, index);
      for (const each of imported) {
        const owners = ownersOf(each);
        if (owners.length === 0 || owners.includes(at)) continue;
        own.add(each);
        for (const owner of owners) links.push(...linkOf(drafts, [at, owner], { file, imported: each }));
      }
    }
    if (own.size > 0) readOnly.set(at, [...own].toSorted());
  }
  const imports = orderly(drafts, known, links);
  return { readOnly, imports, dependencies: imports.map(({ from, to }) => ({ from, to, pinned: false })) };
}

/** One requirement stands for its task. Two tasks that serve a requirement together have no order. */
function linkOf(
  drafts: readonly Draft[],
  [from, to]: TaskEdge,
  names: { readonly file: string; readonly imported: string },
): readonly ImportLink[] {
  const [needing, needed] = [idsOf(drafts[from]), idsOf(drafts[to])];
  const [first, second] = [needing[0], needed[0]];
  if (first === undefined || second === undefined || needing.some((id) => needed.includes(id))) return [];
  return [{ from: first, to: second, ...names }];
}

function idsOf(draft: Draft | undefined): readonly string[] {
  return draft?.grouping.requirement_ids ?? [];
}

/** The links that say something new, and that are in no circle; the first of those between the same requirements. */
function orderly(
  drafts: readonly Draft[],
  known: readonly RequirementDependency[],
  links: readonly ImportLink[],
): readonly ImportLink[] {
  const edgesOf = taskEdges(drafts.map(({ grouping }) => grouping));
  const stuck = inCycles([...edgesOf(known), ...edgesOf(links)]);
  const told = new Set(known.map(({ from, to }) => `${from}\n${to}`));
  return links.filter((link) => {
    const key = `${link.from}\n${link.to}`;
    const isNew = !told.has(key);
    told.add(key);
    return isNew && !edgesOf([link]).some(([from, to]) => stuck.has(from) && stuck.has(to));
  });
}

/** The drafts that own a path: by their files, or by the globs of a grouping that was left as it was. */
function ownerLookup(drafts: readonly Draft[]): (path: string) => readonly number[] {
  const literal = new Map<string, number[]>();
  const patterns: { readonly at: number; readonly glob: string }[] = [];
  for (const [at, { grouping }] of drafts.entries()) {
    for (const glob of grouping.scope.owned) {
      const path = pathOfGlob(glob);
      if (path === null) patterns.push({ at, glob });
      else literal.set(path, [...(literal.get(path) ?? []), at]);
    }
  }
  const known = new Map<string, readonly number[]>();
  return (path) => {
    const found = known.get(path) ?? [
      ...(literal.get(foldCase(path)) ?? []),
      ...patterns.filter(({ glob }) => matchesGlob(glob, path)).map(({ at }) => at),
    ];
    known.set(path, found);
    return [...new Set(found)];
  };
}
