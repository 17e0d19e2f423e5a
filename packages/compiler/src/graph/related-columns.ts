import type { ScopeTable } from "./scope-table.ts";

/** A bit for each column, in words of 32. */
type ColumnBits = Int32Array;

/** The columns that can touch what a glob matches, and those of them that can change it. */
interface Meeting {
  readonly touching: ColumnBits;
  readonly changing: ColumnBits;
}

/** For each task the columns that are related to it, null for none. The bits stand until the next task is asked about. */
export type RelatedTo = (task: number) => ColumnBits | null;

/**
 * Tells of some tasks, the columns, which other tasks are related to them by their files (see `fileRelations`). The columns that meet a
 * glob are put together once, for all who name it, so pairs of tasks are never looked at; who only reads gets those that change.
 */
export function relatedColumns({ uses, neighbours }: ScopeTable): (columns: readonly number[]) => RelatedTo {
  const users = new Int32Array(neighbours.length);
  for (const each of uses) for (const { glob } of each) users[glob] = (users[glob] ?? 0) + 1;
  const isMet = (glob: number): boolean => (users[glob] ?? 0) > 1 || neighbours[glob]?.length !== 0;
  const met = uses.map((each) => each.filter(({ glob }) => isMet(glob)));
  return (columns) => {
    const words = Math.ceil(columns.length / 32);
    const meetings = spread(naming(columns, { uses: met, words }), { neighbours, words });
    const row = new Int32Array(words);
    return (task) => {
      row.fill(0);
      let isRelated = false;
      for (const { glob, mode } of met[task] ?? []) {
        const meeting = meetings.get(glob);
        if (meeting === undefined) continue;
        join(row, mode === "read-only" ? meeting.changing : meeting.touching);
        isRelated = true;
      }
      return isRelated ? row : null;
    };
  };
}

/** The columns that name each glob. */
function naming(
  columns: readonly number[],
  { uses, words }: Pick<ScopeTable, "uses"> & { readonly words: number },
): ReadonlyMap<number, Meeting> {
  const meetings = new Map<number, Meeting>();
  for (const [place, column] of columns.entries())
    for (const { glob, mode } of uses[column] ?? []) {
      const { touching, changing } = entry(meetings, glob, words);
      setBit(touching, place);
      if (mode !== "read-only") setBit(changing, place);
    }
  return meetings;
}

/** The same with those that name a glob which overlaps it. */
function spread(
  own: ReadonlyMap<number, Meeting>,
  { neighbours, words }: Pick<ScopeTable, "neighbours"> & { readonly words: number },
): ReadonlyMap<number, Meeting> {
  const meetings = new Map<number, Meeting>();
  for (const [glob, { touching, changing }] of own)
    for (const each of [glob, ...(neighbours[glob] ?? [])]) {
      const meeting = entry(meetings, each, words);
      join(meeting.touching, touching);
      join(meeting.changing, changing);
    }
  return meetings;
}

function entry(meetings: Map<number, Meeting>, glob: number, words: number): Meeting {
  const known = meetings.get(glob);
  if (known !== undefined) return known;
  const made = { touching: new Int32Array(words), changing: new Int32Array(words) };
  meetings.set(glob, made);
  return made;
}

function setBit(row: ColumnBits, place: number): void {
  row[place >> 5] = (row[place >> 5] ?? 0) | (1 << (place & 31));
}

function join(row: ColumnBits, other: ColumnBits): void {
  for (let word = 0; word < row.length; word += 1) row[word] = (row[word] ?? 0) | (other[word] ?? 0);
}
