import type { ScopeTable, ScopeUse, UseMode } from "./scope-table.ts";

/** Which files the tasks under way hold. */
export interface FileHolds {
  /** The first use of a task that would meet a file held by another, or null: the task may start. */
  readonly blockedBy: (task: number) => ScopeUse | null;
  readonly take: (task: number) => void;
  /** Gives up all that a task holds; `onLess` hears of each glob that is held less than before. */
  readonly release: (task: number, onLess: (glob: number) => void) => void;
  /** May a file be used in this way now? */
  readonly isFree: (use: ScopeUse) => boolean;
}

const places: Readonly<Record<UseMode, number>> = { owned: 0, shared: 1, "read-only": 2 };

/**
 * With whom a use of a file cannot go together: an owner with nobody, a sharer with no owner or sharer, a reader with no owner
 * (FAB-EXEC-003).
 */
export const clashing: Readonly<Record<UseMode, readonly UseMode[]>> = {
  owned: ["owned", "shared", "read-only"],
  shared: ["owned", "shared"],
  "read-only": ["owned"],
};

/** Nothing is held at first. Tasks are indexes into the table. */
export function fileHolds({ uses, neighbours }: Pick<ScopeTable, "uses" | "neighbours">): FileHolds {
  /** For each glob how many hold it, or one that overlaps it, in each of the three ways. */
  const held = new Int32Array(3 * neighbours.length);
  const isFree = ({ glob, mode }: ScopeUse): boolean =>
    !clashing[mode].some((other) => (held[3 * glob + places[other]] ?? 0) > 0);
  const count = (task: number, step: 1 | -1): void => {
    for (const { glob, mode } of uses[task] ?? []) {
      const place = places[mode];
      held[3 * glob + place] = (held[3 * glob + place] ?? 0) + step;
      for (const other of neighbours[glob] ?? []) held[3 * other + place] = (held[3 * other + place] ?? 0) + step;
    }
  };
  return {
    blockedBy: (task) => uses[task]?.find((use) => !isFree(use)) ?? null,
    take: (task) => count(task, 1),
    release: (task, onLess) => {
      count(task, -1);
      for (const { glob } of uses[task] ?? []) {
        onLess(glob);
        for (const other of neighbours[glob] ?? []) onLess(other);
      }
    },
    isFree,
  };
}
