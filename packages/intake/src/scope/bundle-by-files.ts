import { taskSizeLimit } from "@fabrikk/compiler";

import type { Bundle, Candidate } from "./bundle.ts";

/**
 * Candidates that want a file in common make one task, those that do not stay apart (FAB-PLAN-004). What would be too large is
 * cut, in order: its tasks then share files, and run one after the other.
 */
export function bundleByFiles(candidates: readonly Candidate[]): readonly Bundle[] {
  const groups = joined(candidates);
  return [...Map.groupBy(candidates, (candidate) => groups.get(candidate.at)).values()].flatMap(cut);
}

/** For each candidate the place that stands for its group. */
function joined(candidates: readonly Candidate[]): ReadonlyMap<number, number> {
  const parents = new Map(candidates.map(({ at }) => [at, at]));
  const rootOf = (at: number): number => {
    let root = at;
    while (parents.get(root) !== root) root = parents.get(root) ?? root;
    for (let next = at; next !== root;) {
      const above = parents.get(next) ?? root;
      parents.set(next, root);
      next = above;
    }
    return root;
  };
  const owners = new Map<string, number>();
  for (const { at, files } of candidates) {
    for (const file of files.map((path) => path.toLowerCase())) {
      const owner = owners.get(file);
      if (owner === undefined) owners.set(file, at);
      else parents.set(rootOf(at), rootOf(owner));
    }
  }
  return new Map(candidates.map(({ at }) => [at, rootOf(at)]));
}

function cut(group: readonly Candidate[]): readonly Bundle[] {
  const bundles: Candidate[][] = [];
  let files = new Set<string>();
  let requirements = 0;
  for (const candidate of group) {
    const all = files.union(new Set(candidate.files));
    const fits = requirements + candidate.requirements <= taskSizeLimit.requirements && all.size <= taskSizeLimit.files;
    const last = bundles.at(-1);
    if (last !== undefined && fits) last.push(candidate);
    else bundles.push([candidate]);
    files = last !== undefined && fits ? all : new Set(candidate.files);
    requirements = candidate.requirements + (last !== undefined && fits ? requirements : 0);
  }
  return bundles;
}
