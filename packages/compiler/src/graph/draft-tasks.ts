import { canonicalJson, type Grouping, type Requirement, type RunArtifact } from "@fabrikk/state";

import { taskIdOf, uniqueId } from "./task-id.ts";

/** A task to be: what it serves, before anything about its files is read. */
export interface TaskDraft {
  readonly id: string;
  readonly grouping: Grouping;
  /** What it serves, in the order of the sources, without what a person deferred; one or more. */
  readonly members: readonly Requirement[];
}

/**
 * One draft for each grouping with a requirement that exists and is not deferred (FAB-PLAN-003), in an order that follows from the
 * sources alone: groupings in another order make the same drafts.
 */
export function draftTasks({ requirements, groupings, deferred }: RunArtifact): readonly TaskDraft[] {
  const putOff = new Set(deferred.map(({ requirement_id }) => requirement_id));
  const open = new Map(requirements.filter(({ id }) => !putOff.has(id)).map((each) => [each.id, each]));
  const taken = new Set<string>();
  return inSourceOrder(groupings, open).map(({ grouping, first, members }) => {
    const id = uniqueId(taskIdOf(first, grouping.title), taken);
    taken.add(id);
    return { id, grouping, members };
  });
}

function inSourceOrder(groupings: readonly Grouping[], open: ReadonlyMap<string, Requirement>) {
  return groupings
    .flatMap((grouping) => {
      const members = [...new Set(grouping.requirement_ids)].flatMap((id) => open.get(id) ?? []).toSorted(bySource);
      const first = leadOf(members);
      return first === undefined ? [] : [{ grouping, first, members }];
    })
    .toSorted((a, b) => bySource(a.first, b.first) || compare(canonicalJson(a.grouping), canonicalJson(b.grouping)));
}

/** A piece of work, else a story, names the task; the criteria that it serves may stand before it. */
function leadOf(members: readonly Requirement[]): Requirement | undefined {
  return members.find(({ kind }) => kind === "work") ?? members.find(({ kind }) => kind === "story") ?? members[0];
}

function bySource(a: Requirement, b: Requirement): number {
  return compare(a.source.file, b.source.file) || a.source.lines[0] - b.source.lines[0] || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
