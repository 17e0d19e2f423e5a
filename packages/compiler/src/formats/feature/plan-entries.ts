import type { Deferral, Grouping, RequirementDependency } from "@fabrikk/state";

import { usualClass } from "../../scope/usual-class.ts";
import { matchDependencies } from "../../spec/match-dependencies.ts";
import { shortTitle } from "../../spec/short-title.ts";
import { allAfter, withoutContradictions, type OrderEdge } from "./order-work.ts";
import type { SpecEntry, WorkEntry } from "./spec-entry.ts";

/** The plan that a feature's documents state. */
export interface FeaturePlan {
  readonly groupings: readonly Grouping[];
  readonly dependencies: readonly RequirementDependency[];
  readonly deferred: readonly Deferral[];
  readonly assumptions: readonly string[];
}

/** Requirements, work and the order between pieces of work. */
export interface PlanParts {
  readonly stated: readonly SpecEntry[];
  readonly work: readonly WorkEntry[];
  readonly order: readonly OrderEdge[];
}

/** Requirements that one task confirms at most: a plan with more in a task is rejected (FAB-PLAN-009). */
const mostTogether = 25;

/**
 * One task for each piece of work that is not checked off, with the requirements it serves. Requirements that no such work serves
 * are covered by tasks that come after all of it and confirm them, section by section: chores, because there is nothing to change
 * where the work has met them. A feature that states no work has a task for each requirement.
 */
export function planEntries({ stated, work, order }: PlanParts): FeaturePlan {
  const open = work.filter(({ done }) => done === null);
  const served = new Set(open.flatMap(({ serves }) => serves));
  const left = stated.filter(({ requirement, done }) => done === null && !served.has(requirement.id));
  const confirming = work.length === 0 ? planAlone(left) : confirm(left);
  const ids = new Set(open.map(idOf));
  const first = work.length === 0 ? left.filter((entry) => !isOutcome(entry)) : open;
  const last = work.length === 0 ? left.filter(isOutcome) : left;
  const edges = withoutContradictions([
    ...order.filter(({ from, to }) => ids.has(from) && ids.has(to)),
    ...allAfter(last.map(idOf), first.map(idOf), { pinned: true, isWritten: false }),
    ...[...stated, ...open].flatMap(directiveEdges),
  ]);
  return {
    groupings: [...open.map(workGrouping), ...confirming],
    dependencies: distinct(edges, [...stated, ...work].map(idOf)),
    deferred: [...stated, ...work].flatMap(({ requirement: { id }, done }) =>
      done === null ? [] : [{ requirement_id: id, reason: done }],
    ),
    assumptions: assumptionsOf(work, left),
  };
}

function idOf({ requirement }: SpecEntry): string {
  return requirement.id;
}

function directiveEdges(entry: SpecEntry): readonly OrderEdge[] {
  return entry.facts.dependsOn.map((to) => ({ from: idOf(entry), to, pinned: true, isWritten: true }));
}

function distinct(edges: readonly OrderEdge[], ids: readonly string[]): readonly RequirementDependency[] {
  const pinnedLast = edges.toSorted((a, b) => Number(a.pinned) - Number(b.pinned));
  return matchDependencies(
    pinnedLast.map(({ from, to, pinned }) => ({ from, to, pinned })),
    ids,
  );
}

function workGrouping(entry: WorkEntry): Grouping {
  return { ...alone(entry), requirement_ids: [...new Set([idOf(entry), ...entry.serves])] };
}

function alone({ requirement, title, facts }: SpecEntry): Grouping {
  return {
    title,
    requirement_ids: [requirement.id],
    scope: facts.scope,
    checks: [...facts.checks],
    test_levels: [...facts.testLevels],
    class: facts.class ?? usualClass(facts.scope.owned),
  };
}

/** Criteria of one section belong together; every other requirement is a task. What success is measured by is confirmed. */
function planAlone(entries: readonly SpecEntry[]): readonly Grouping[] {
  const wanted = entries.filter((entry) => !isOutcome(entry));
  const isCriterion = ({ requirement }: SpecEntry): boolean => requirement.kind === "criterion";
  return [
    ...wanted.filter((entry) => !isCriterion(entry)).map(alone),
    ...together(wanted.filter(isCriterion), (section) => ({ title: shortTitle(section), class: "feature" })),
    ...confirm(entries.filter(isOutcome)),
  ];
}

/** Criteria of success say what is measured when all is done. */
function isOutcome({ section }: SpecEntry): boolean {
  return /\b(?:success criteria|measurable outcomes)\b/i.test(section);
}

function confirm(entries: readonly SpecEntry[]): readonly Grouping[] {
  return together(entries, (section) => ({ title: shortTitle(`Confirm ${section}`), class: "chore" }));
}

/** One grouping for each section. Those that say themselves which files or other requirements they need are one each. */
function together(
  entries: readonly SpecEntry[],
  fieldsOf: (name: string) => Pick<Grouping, "title" | "class">,
): readonly Grouping[] {
  const sections = new Map<string, SpecEntry[]>();
  const own: Grouping[] = [];
  for (const entry of entries) {
    const { scope, dependsOn } = entry.facts;
    const members = sections.get(entry.section);
    if (scope.owned.length + scope.shared.length + dependsOn.length > 0)
      own.push({ ...alone(entry), ...fieldsOf(entry.title), ...(entry.facts.class && { class: entry.facts.class }) });
    else if (members === undefined) sections.set(entry.section, [entry]);
    else members.push(entry);
  }
  const joined = [...sections].flatMap(([section, members]) =>
    chunks(members).map((chunk) => {
      const groupings = chunk.map(alone);
      return {
        ...fieldsOf(section),
        requirement_ids: chunk.map(idOf),
        scope: { owned: [], read_only: [...new Set(groupings.flatMap(({ scope }) => scope.read_only))], shared: [] },
        checks: groupings.flatMap(({ checks }) => checks),
        test_levels: [...new Set(groupings.flatMap((each) => each.test_levels))].toSorted(),
      };
    }),
  );
  return [...own, ...joined];
}

function chunks<Value>(values: readonly Value[]): readonly (readonly Value[])[] {
  return Array.from({ length: Math.ceil(values.length / mostTogether) }, (_, index) =>
    values.slice(index * mostTogether, (index + 1) * mostTogether),
  );
}

function assumptionsOf(work: readonly WorkEntry[], left: readonly SpecEntry[]): readonly string[] {
  const done = work.filter((entry) => entry.done !== null).length;
  return [
    ...(done === 0 ? [] : [`work that is marked as done: ${done} of ${work.length}; no task is made for it`]),
    ...(work.length === 0 || left.length === 0
      ? []
      : [
          `confirmed after all work, because no open work names it, and made good where it does not hold: ${shownIds(left)}`,
        ]),
  ];
}

function shownIds(entries: readonly SpecEntry[]): string {
  const ids = entries.slice(0, 5).map(idOf).join(", ");
  return entries.length > 5 ? `${ids} and ${entries.length - 5} more requirements` : ids;
}
