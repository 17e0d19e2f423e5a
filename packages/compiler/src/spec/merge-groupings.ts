import { canonicalJson, type Grouping, type TaskClass } from "@fabrikk/state";

import { parseGlob } from "../glob/parse-glob.ts";

const weight: readonly TaskClass[] = ["docs", "chore", "config", "repair", "fix", "feature"];

/**
 * Groupings with the same owned files become one, in the order of their first (FAB-PLAN-004). Those that own no file stay
 * apart: nothing says that they belong together.
 */
export function mergeGroupings(groupings: readonly Grouping[]): Grouping[] {
  const merged: Grouping[][] = [];
  const byFiles = new Map<string, Grouping[]>();
  for (const grouping of groupings) {
    const key = filesKey(grouping);
    const known = key === null ? undefined : byFiles.get(key);
    if (known) known.push(grouping);
    else {
      const group = [grouping];
      merged.push(group);
      if (key !== null) byFiles.set(key, group);
    }
  }
  return merged.map(mergeGroup);
}

function filesKey({ scope }: Grouping): string | null {
  if (scope.owned.length === 0) return null;
  const keys = scope.owned.map((text) => {
    const glob = parseGlob(text);
    return glob.problem === null ? glob.key : text;
  });
  return canonicalJson([...new Set(keys)].toSorted());
}

function mergeGroup(group: readonly Grouping[]): Grouping {
  const first = group[0] as Grouping;
  if (group.length === 1) return first;
  const ids = [...new Set(group.flatMap((each) => each.requirement_ids))];
  return {
    title: `${first.title.replace(/ \(and \d+ more\)$/, "")} (and ${ids.length - 1} more)`,
    requirement_ids: ids,
    scope: {
      owned: first.scope.owned,
      read_only: [...new Set(group.flatMap((each) => each.scope.read_only))],
      shared: [...new Set(group.flatMap((each) => each.scope.shared))],
    },
    checks: [...new Map(group.flatMap((each) => each.checks).map((check) => [canonicalJson(check), check])).values()],
    test_levels: [...new Set(group.flatMap((each) => each.test_levels))].toSorted(),
    class: group.map((each) => each.class).toSorted((a, b) => weight.indexOf(b) - weight.indexOf(a))[0] ?? first.class,
  };
}
