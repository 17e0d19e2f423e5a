import type { Task } from "@fabrikk/state";

/**
 * For each task, by id, how many tasks the longest chain has that begins with it and of which each one needs the one before it.
 * Walks iteratively; linear in tasks and dependencies.
 */
export function chainLengths(tasks: readonly Pick<Task, "id" | "depends_on">[]): ReadonlyMap<string, number> {
  const lengths = new Map(tasks.map(({ id }) => [id, 1]));
  const needs = new Map(tasks.map(({ id, depends_on: all }) => [id, all.map(({ task }) => task)]));
  const waiting = new Map<string, number>();
  for (const need of [...needs.values()].flat()) waiting.set(need, (waiting.get(need) ?? 0) + 1);
  const open = tasks.map(({ id }) => id).filter((id) => !waiting.has(id));
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const need of needs.get(id) ?? []) {
      lengths.set(need, Math.max(lengths.get(need) ?? 1, 1 + (lengths.get(id) ?? 1)));
      const left = (waiting.get(need) ?? 0) - 1;
      waiting.set(need, left);
      if (left === 0) open.push(need);
    }
  }
  return lengths;
}
