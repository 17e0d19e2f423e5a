import type { ScopeTable } from "./scope-table.ts";

/** Which tasks have something to do with one task by their files. */
export interface FileRelations {
  /** The task that is asked about from now on. */
  readonly look: (task: number) => void;
  /** Can another task touch a file that it touches too, and one of the two change it? */
  readonly isRelated: (other: number) => boolean;
  /** All such tasks. */
  readonly related: () => ReadonlySet<number>;
}

const touched = 1;
const changed = 2;

/**
 * Related tasks share a file that one of them changes: they change the same, or one reads what the other writes (FAB-PLAN-007). An
 * unscoped task is related to all.
 */
export function fileRelations({ globs, uses, neighbours }: ScopeTable): FileRelations {
  const users: number[][] = globs.map(() => []);
  for (const [task, each] of uses.entries()) for (const { glob } of each) users[glob]?.push(task);
  const marks = new Uint8Array(globs.length);
  let task = -1;
  const mark = (value: (before: number, mode: number) => number): void => {
    for (const { glob, mode } of uses[task] ?? []) {
      const bits = mode === "read-only" ? touched : touched | changed;
      for (const each of [glob, ...(neighbours[glob] ?? [])]) marks[each] = value(marks[each] ?? 0, bits);
    }
  };
  const isRelated = (other: number): boolean =>
    (uses[other] ?? []).some(({ glob, mode }) => (marks[glob] ?? 0) >= (mode === "read-only" ? changed : touched));
  return {
    look: (next) => {
      mark(() => 0);
      task = next;
      mark((before, bits) => before | bits);
    },
    isRelated,
    related: () => {
      const near = new Set<number>();
      for (const { glob } of uses[task] ?? [])
        for (const each of [glob, ...(neighbours[glob] ?? [])]) for (const user of users[each] ?? []) near.add(user);
      near.delete(task);
      for (const other of near) if (!isRelated(other)) near.delete(other);
      return near;
    },
  };
}
