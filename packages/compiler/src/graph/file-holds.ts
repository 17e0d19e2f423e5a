import type { ScopeTable, ScopeUse, UseMode } from "./scope-table.ts";

/** Which files the tasks chosen for a wave hold. */
export interface FileHolds {
  /** The first use of a task that would meet a file held by another, or null: the task may join. */
  readonly blockedBy: (task: number) => ScopeUse | null;
  readonly take: (task: number) => void;
  readonly clear: () => void;
}

const bits: Readonly<Record<UseMode, number>> = { owned: 1, shared: 2, "read-only": 4 };

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
export function fileHolds(table: ScopeTable): FileHolds {
  const held = new Uint8Array(table.globs.length);
  let touched: number[] = [];
  const mark = (glob: number, bit: number): void => {
    if (held[glob] === 0) touched.push(glob);
    held[glob] = (held[glob] ?? 0) | bit;
  };
  return {
    blockedBy: (task) => table.uses[task]?.find(({ glob, mode }) => meets(mode, held[glob] ?? 0)) ?? null,
    take: (task) => {
      for (const { glob, mode } of table.uses[task] ?? []) {
        mark(glob, bits[mode]);
        for (const other of table.neighbours[glob] ?? []) mark(other, bits[mode]);
      }
    },
    clear: () => {
      for (const glob of touched) held[glob] = 0;
      touched = [];
    },
  };
}

function meets(mode: UseMode, mask: number): boolean {
  return clashing[mode].some((other) => (mask & bits[other]) !== 0);
}
