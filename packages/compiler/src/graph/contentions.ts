import { clashing } from "./file-holds.ts";
import type { ScopeTable, UseMode } from "./scope-table.ts";

/** How one task uses a glob. */
interface GlobUser {
  readonly task: number;
  readonly mode: UseMode;
}

/** A glob that two or more tasks can touch, where one of them can change it. */
export interface Contention {
  /** Index into the table's globs. */
  readonly glob: number;
  /** Those who name the glob. Any two of them can touch the same path. */
  readonly own: readonly GlobUser[];
  /**
   * Those, and the users of globs that overlap it. For a path any two can touch it. For a pattern two that only overlap it may be
   * apart from each other; what overlaps it as a path is left out: the path is a glob of its own.
   */
  readonly users: readonly GlobUser[];
}

/** Every glob of a table over which tasks can clash, in the order of the table. */
export function contentions({ globs, uses, neighbours }: ScopeTable): readonly Contention[] {
  const users: GlobUser[][] = globs.map(() => []);
  for (const [task, each] of uses.entries()) for (const { glob, mode } of each) users[glob]?.push({ task, mode });
  return globs.flatMap(({ isPath }, glob) => {
    const own = users[glob] ?? [];
    if (own.length < 2 && neighbours[glob]?.length === 0) return [];
    const meeting = (neighbours[glob] ?? []).filter((other) => isPath || globs[other]?.isPath !== true);
    const all = [...own, ...meeting.flatMap((each) => users[each] ?? [])];
    return canClash(own, all) ? [{ glob, own, users: all }] : [];
  });
}

/** Does one who names the glob meet another? */
function canClash(own: readonly GlobUser[], users: readonly GlobUser[]): boolean {
  const by: Readonly<Record<UseMode, ReadonlySet<number>>> = {
    owned: tasksWith("owned", users),
    shared: tasksWith("shared", users),
    "read-only": tasksWith("read-only", users),
  };
  const others = (mode: UseMode, task: number): boolean => by[mode].size > (by[mode].has(task) ? 1 : 0);
  return own.some(({ task, mode }) => clashing[mode].some((other) => others(other, task)));
}

function tasksWith(mode: UseMode, users: readonly GlobUser[]): ReadonlySet<number> {
  return new Set(users.filter((user) => user.mode === mode).map(({ task }) => task));
}
