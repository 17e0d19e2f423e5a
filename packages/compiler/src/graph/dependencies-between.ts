import type { RequirementDependency } from "@fabrikk/state";

/**
 * Dependencies between the requirements that are kept. A chain through others counts as one dependency, pinned when every link is:
 * what is put off keeps the order of what stands before and behind it.
 */
export function dependenciesBetween(
  dependencies: readonly RequirementDependency[],
  isKept: (id: string) => boolean,
): readonly RequirementDependency[] {
  if (dependencies.every(({ from, to }) => isKept(from) && isKept(to))) return dependencies;
  const links = new Map<string, RequirementDependency[]>();
  for (const each of dependencies) {
    const known = links.get(each.from);
    if (known === undefined) links.set(each.from, [each]);
    else known.push(each);
  }
  return dependencies
    .filter(({ from }) => isKept(from))
    .flatMap((each) => (isKept(each.to) ? [each] : beyond(each, links, isKept)));
}

/** Where the chains lead that begin with a dependency on something that is not kept. */
function beyond(
  first: RequirementDependency,
  links: ReadonlyMap<string, readonly RequirementDependency[]>,
  isKept: (id: string) => boolean,
): readonly RequirementDependency[] {
  const found: RequirementDependency[] = [];
  const seen = new Set<string>();
  const open = [first];
  for (let link = open.pop(); link !== undefined; link = open.pop()) {
    if (seen.has(`${link.to} ${link.pinned}`)) continue;
    seen.add(`${link.to} ${link.pinned}`);
    if (isKept(link.to)) found.push(link);
    else
      for (const next of links.get(link.to) ?? [])
        open.push({ from: first.from, to: next.to, pinned: link.pinned && next.pinned });
  }
  return found;
}
