import type { Task } from "@fabrikk/state";

/** What each task needs, as indexes into the tasks. */
export function taskNeeds(tasks: readonly Pick<Task, "id" | "depends_on">[]): readonly (readonly number[])[] {
  const indexes = new Map(tasks.map(({ id }, index) => [id, index]));
  return tasks.map(({ depends_on }) => depends_on.flatMap(({ task }) => indexes.get(task) ?? []));
}
