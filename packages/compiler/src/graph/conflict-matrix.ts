import type { Task, TaskGraph } from "@fabrikk/state";

import { isLiteralGlob } from "../glob/literal-path.ts";
import { clashing } from "./file-holds.ts";
import { scopeTable, type ScopeTable, type UseMode } from "./scope-table.ts";

/**
 * The conflict matrix (FAB-PLAN-005): each glob that two or more tasks can touch, where one of them can change it, with these
 * tasks. Where a pattern meets a path, the path is the resource. An unscoped task conflicts with all, and stands only under `**`.
 */
export function conflictMatrix(tasks: readonly Task[], table: ScopeTable = scopeTable(tasks)): TaskGraph["conflicts"] {
  const users = usersOf(table);
  const conflicts: TaskGraph["conflicts"] = [];
  const isAnyUnscoped = tasks.length > 1 && tasks.some(({ unscoped }) => unscoped);
  if (isAnyUnscoped) conflicts.push({ resource: "**", tasks: tasks.map(({ id }) => id).toSorted() });
  for (const [index, { text, glob }] of table.globs.entries()) {
    if (isAnyUnscoped && glob.key === "**") continue;
    const own = users[index] ?? [];
    if (own.length < 2 && table.neighbours[index]?.length === 0) continue;
    const isLiteral = isLiteralGlob(glob);
    const meeting = (table.neighbours[index] ?? []).filter(
      (other) => isLiteral || !isLiteralGlob(table.globs[other]?.glob ?? glob),
    );
    const uses = [...own, ...meeting.flatMap((each) => users[each] ?? [])];
    if (canClash(own, uses))
      conflicts.push({ resource: text, tasks: [...new Set(uses.map(({ task }) => tasks[task]?.id ?? ""))].toSorted() });
  }
  return conflicts.toSorted((a, b) => (a.resource < b.resource ? -1 : 1));
}

interface User {
  readonly task: number;
  readonly mode: UseMode;
}

function usersOf(table: ScopeTable): readonly (readonly User[])[] {
  const users: User[][] = table.globs.map(() => []);
  for (const [task, uses] of table.uses.entries()) for (const { glob, mode } of uses) users[glob]?.push({ task, mode });
  return users;
}

/** Does one who names the glob meet another? Two that only meet it may be apart from each other. */
function canClash(own: readonly User[], uses: readonly User[]): boolean {
  const by: Readonly<Record<UseMode, ReadonlySet<number>>> = {
    owned: new Set(uses.filter(({ mode }) => mode === "owned").map(({ task }) => task)),
    shared: new Set(uses.filter(({ mode }) => mode === "shared").map(({ task }) => task)),
    "read-only": new Set(uses.filter(({ mode }) => mode === "read-only").map(({ task }) => task)),
  };
  const others = (mode: UseMode, task: number): boolean => by[mode].size > (by[mode].has(task) ? 1 : 0);
  return own.some(({ task, mode }) => clashing[mode].some((other) => others(other, task)));
}
