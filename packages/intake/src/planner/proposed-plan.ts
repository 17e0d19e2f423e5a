import { joinGroupings, shortTitle, usualClass } from "@fabrikk/compiler";
import type { Grouping, RequirementDependency } from "@fabrikk/state";

import type { PlanQuestion } from "./plan-question.ts";
import type { PlannerAnswer, ProposedGrouping } from "./planner-answer.ts";

/** Groupings and dependencies with a proposal in them. */
export interface ProposedPlan {
  /** The fixed ones as they were, then the proposed ones. */
  readonly groupings: Grouping[];
  /** Those that the proposal adds; never pinned (FAB-PLAN-007). */
  readonly dependencies: RequirementDependency[];
}

/**
 * Puts a proposal in the place of the groupings without files. Checks, test levels and class stay those that the spec gave to the
 * requirements; the proposal decides what belongs together, where, and after what.
 */
export function proposedPlan(question: PlanQuestion, { groupings }: PlannerAnswer): ProposedPlan {
  const known = new Set(question.dependencies.map(({ from, to }) => `${from} ${to}`));
  const dependencies = groupings.flatMap(({ requirement_ids: ids, needs }) => {
    const [from = ""] = ids;
    const others = [...new Set(needs)].filter((to) => !ids.includes(to) && !known.has(`${from} ${to}`));
    return others.map((to) => ({ from, to, pinned: false }));
  });
  const serving = new Map<string, Grouping[]>();
  for (const grouping of question.open)
    for (const id of grouping.requirement_ids) serving.set(id, [...(serving.get(id) ?? []), grouping]);
  return { groupings: [...question.fixed, ...groupings.map((each) => withFiles(each, serving))], dependencies };
}

function withFiles(proposed: ProposedGrouping, serving: ReadonlyMap<string, readonly Grouping[]>): Grouping {
  const ids = new Set(proposed.requirement_ids);
  const scope = {
    owned: [...new Set(proposed.owned)],
    read_only: [...new Set(proposed.read_only)],
    shared: [...new Set(proposed.shared)],
  };
  const parts = new Set([...ids].flatMap((id) => serving.get(id) ?? []));
  const together = joinGroupings([...parts]);
  return {
    title: shortTitle(proposed.title) || proposed.title,
    requirement_ids: [...ids],
    scope,
    checks: together.checks,
    test_levels: [...new Set([...together.test_levels, ...proposed.test_levels])].toSorted(),
    class: together.class === "feature" ? usualClass(scope.owned) : together.class,
    proposed_by: "planner",
  };
}
