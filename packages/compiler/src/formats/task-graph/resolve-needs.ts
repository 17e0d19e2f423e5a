import type { TaskDraft } from "./task-draft.ts";

/** Says which task an id means where it is written, by the ids as they are to be. */
export type ResolveId = (word: string, from: Pick<TaskDraft, "parent" | "idPrefix">) => string;

/**
 * Makes sense of ids as they are written: below a task a number means its other subtasks first, then a task; `2.1` is a subtask of task 2. What
 * means nothing stays as it is written.
 */
export function idResolver(drafts: readonly TaskDraft[]): ResolveId {
  const known = new Set(drafts.flatMap(({ id }) => id ?? []));
  return (word, { parent, idPrefix }) =>
    [`${parent ?? ""}.${word}`, `${idPrefix}-${word}`, word].find((id) => known.has(id)) ?? word;
}
