import { canonicalJson, type Grouping, type TaskClass } from "@fabrikk/state";

const weight: readonly TaskClass[] = ["docs", "chore", "config", "repair", "fix", "feature"];

/**
 * Groupings as one, under the first one's title: it owns what the first owns, and has the checks, test levels and files of all,
 * and the weightiest class. It is a proposal where all are, by whom the first is. One alone stays as it is.
 */
export function joinGroupings(group: readonly Grouping[]): Grouping {
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
    ...(first.proposed_by !== undefined && group.every((each) => each.proposed_by !== undefined)
      ? { proposed_by: first.proposed_by }
      : {}),
  };
}
