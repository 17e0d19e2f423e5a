import type { ScopeTable } from "./scope-table.ts";

/**
 * Tells of one task which others it is related to: two tasks that can touch one file, and one of the two changes it (FAB-PLAN-007). An
 * unscoped task is related to all. What a question costs follows from what the two name, and not from all that overlaps it.
 */
export function fileRelations({ uses, neighbours }: ScopeTable): (task: number) => (other: number) => boolean {
  const sets = new Map<number, ReadonlySet<number>>();
  const overlapping = (glob: number): ReadonlySet<number> => {
    const known = sets.get(glob) ?? new Set(neighbours[glob]);
    sets.set(glob, known);
    return known;
  };
  return (task) => {
    /** For each glob that the task names: does it change what the glob matches? */
    const own = new Map<number, boolean>();
    for (const { glob, mode } of uses[task] ?? []) own.set(glob, own.get(glob) === true || mode !== "read-only");
    const globs = [...own.keys()];
    return (other) =>
      (uses[other] ?? []).some(({ glob, mode }) => {
        const meets = (each: number): boolean => {
          const changes = own.get(each);
          return changes !== undefined && (changes || mode !== "read-only");
        };
        if (meets(glob)) return true;
        const near = neighbours[glob] ?? [];
        if (near.length <= globs.length) return near.some(meets);
        const overlaps = overlapping(glob);
        return globs.some((each) => overlaps.has(each) && meets(each));
      });
  };
}
