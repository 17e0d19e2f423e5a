import type { RequirementDependency } from "@fabrikk/state";

/**
 * Dependencies with the ids as they are defined: an id is looked for as it is written, then in any case where it is one id only.
 * What matches none, or several, stays as it is written.
 */
export function matchDependencies(
  dependencies: readonly RequirementDependency[],
  ids: Iterable<string>,
): readonly RequirementDependency[] {
  const known = new Set(ids);
  const folded = new Map<string, string | null>();
  for (const id of known) folded.set(id.toLowerCase(), folded.has(id.toLowerCase()) ? null : id);
  const matched = dependencies.map((each) => ({
    ...each,
    to: known.has(each.to) ? each.to : (folded.get(each.to.toLowerCase()) ?? each.to),
  }));
  return [...new Map(matched.map((each) => [`${each.from}\n${each.to}`, each])).values()];
}
