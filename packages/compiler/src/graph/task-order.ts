import type { Task } from "@fabrikk/state";

const ranks = { must: 0, should: 1, may: 2 } as const;

/** The order in which tasks are chosen: by priority, then by id. */
export function byPriority(a: Pick<Task, "priority" | "id">, b: Pick<Task, "priority" | "id">): number {
  return ranks[a.priority] - ranks[b.priority] || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
