import { readProcessTable, type ProcessRow } from "./process-table.ts";

/** How to recognise the processes of a command. */
export interface TreeSeeds {
  /** Is this a mark of the tree? */
  readonly isOurs: (mark: string) => boolean;
  /** The session that the command was started in; null where there is none to look for. */
  readonly session: number | null;
  /** Nothing of the tree started before this (see `ownStart`). */
  readonly since: number;
}

/** Reads who is alive of a tree, as of now; `onMarked` sees each process that carries the mark as soon as it is read. */
export type FindTree = (onMarked?: (row: ProcessRow) => void) => readonly ProcessRow[];

/**
 * A process belongs to the tree when it carries the mark, is in the command's session, was seen in the tree before, or
 * descends from one that does. So one that called setsid is found, and one whose parent has died. A process that did both
 * and also dropped its environment is not, unless it was seen before. The process that asks never belongs.
 */
export function createFindTree(seeds: TreeSeeds): FindTree {
  const seen = new Map<number, number>();
  const isSeed = (row: ProcessRow) =>
    (row.mark !== null && seeds.isOurs(row.mark)) || row.session === seeds.session || seen.get(row.pid) === row.started;

  return (onMarked = () => {}) => {
    for (let attempt = 1; ; attempt += 1) {
      const table = readProcessTable(seeds.since, (row) => {
        if (row.pid !== process.pid && row.mark !== null && seeds.isOurs(row.mark)) onMarked(row);
      });
      const rows = withDescendants(table.rows, isSeed);
      for (const row of rows) seen.set(row.pid, row.started);
      if (rows.length > 0 || table.complete || attempt === attemptsToSee) return rows;
    }
  };
}

/** On a busy machine some process vanishes during every reading, so that waiting for a complete one could take for ever. */
const attemptsToSee = 5;

function withDescendants(rows: readonly ProcessRow[], isSeed: (row: ProcessRow) => boolean): readonly ProcessRow[] {
  const others = rows.filter((row) => row.pid !== process.pid);
  const children = Map.groupBy(others, (row) => row.parent);
  const found = new Set(others.filter(isSeed));
  // A set yields what is added to it while it is walked.
  for (const row of found) for (const child of children.get(row.pid) ?? []) found.add(child);
  return [...found];
}
