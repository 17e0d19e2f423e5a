import type { SourceRange } from "@fabrikk/state";

/** Most ranges that one question looks at. */
const mostLookedAt = 50;

/** Something that has a place in a document. */
export interface Placed {
  readonly source: SourceRange;
}

interface Shelf<Value> {
  readonly values: readonly Value[];
  /** How many of the values start at or before the last line asked for. */
  started: number;
  line: number;
  /** Those of them that may reach further, the last to start at the end. */
  open: Value[];
}

/**
 * A function that finds those of the values whose lines hold all of a range, the innermost first; of more than 50 the
 * innermost. Cheap where a file's ranges are asked for in order: the cost is then near-linear in both numbers.
 */
export function covering<Value extends Placed>(values: readonly Value[]): (range: SourceRange) => readonly Value[] {
  const shelves = new Map<string, Shelf<Value>>();
  for (const [file, own] of Map.groupBy(values, ({ source }) => source.file)) {
    const sorted = own.toSorted(({ source: { lines: a } }, { source: { lines: b } }) => a[0] - b[0] || b[1] - a[1]);
    shelves.set(file, { values: sorted, started: 0, line: 0, open: [] });
  }
  return ({ file, lines }) => {
    const shelf = shelves.get(file);
    return shelf === undefined ? [] : found(shelf, lines);
  };
}

function found<Value extends Placed>(shelf: Shelf<Value>, [from, to]: readonly [number, number]): readonly Value[] {
  if (from < shelf.line) [shelf.started, shelf.open] = [0, []];
  shelf.line = from;
  for (
    let next = shelf.values[shelf.started];
    next !== undefined && next.source.lines[0] <= from;
    next = shelf.values[shelf.started]
  ) {
    while ((shelf.open.at(-1)?.source.lines[1] ?? from) < from) shelf.open.pop();
    shelf.open.push(next);
    shelf.started += 1;
  }
  while ((shelf.open.at(-1)?.source.lines[1] ?? from) < from) shelf.open.pop();
  return shelf.open
    .slice(-mostLookedAt)
    .filter(({ source }) => source.lines[1] >= to)
    .toReversed();
}
