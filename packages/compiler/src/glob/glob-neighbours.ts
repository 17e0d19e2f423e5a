import { parsedGlobsIntersect } from "./globs-intersect.ts";
import { globMatches } from "./matches-glob.ts";
import type { Glob, Segment } from "./parse-glob.ts";

interface Folder {
  /** Null while it holds nothing. */
  below: Map<string, Folder> | null;
  /** Indexes of the globs whose literal beginning ends here. */
  readonly globs: number[];
}

const none: readonly number[] = [];

/**
 * For each glob the indexes of the others that can match a path with it. Patterns are kept in a tree by their literal beginnings;
 * every glob walks down along its own beginning and meets those that can match below it. So the cost follows the number of
 * overlaps, not of pairs, and paths, of which there are most, take no room in the tree.
 * @param globs parsed; a path (folded, without special characters) may stand for itself. Paths are told apart already.
 */
export function globNeighbours(globs: readonly (Glob | string)[]): readonly (readonly number[])[] {
  const top = patternTree(globs);
  const neighbours: (Set<number> | undefined)[] = globs.map(() => undefined);
  const join = (a: number, b: number): void => void (neighbours[a] ??= new Set()).add(b);
  const meet = (index: number, other: number): void => {
    if (other === index || neighbours[index]?.has(other) === true) return;
    if (!intersect(globs[index] ?? "", globs[other] ?? "")) return;
    join(index, other);
    join(other, index);
  };
  for (const [index, glob] of globs.entries()) {
    const alternatives = typeof glob === "string" ? [glob.split("/")] : glob.alternatives;
    for (const segments of alternatives) for (const other of along(top, segments)) meet(index, other);
  }
  return neighbours.map((set) => (set === undefined ? none : [...set]));
}

function intersect(a: Glob | string, b: Glob | string): boolean {
  if (typeof a === "string") return typeof b === "string" ? a === b : globMatches(b, a);
  return typeof b === "string" ? globMatches(a, b) : parsedGlobsIntersect(a, b);
}

function patternTree(globs: readonly (Glob | string)[]): Folder {
  const top: Folder = { below: null, globs: [] };
  for (const [index, glob] of globs.entries())
    if (typeof glob !== "string") for (const segments of glob.alternatives) insert(top, segments, index);
  return top;
}

function insert(top: Folder, segments: readonly Segment[], index: number): void {
  let folder = top;
  for (const segment of segments) {
    if (typeof segment !== "string") break;
    folder.below ??= new Map();
    const next: Folder = folder.below.get(segment) ?? { below: null, globs: [] };
    folder.below.set(segment, next);
    folder = next;
  }
  folder.globs.push(index);
}

/** What stands on the way down, as far as the names are plain. */
function* along(top: Folder, segments: readonly Segment[]): Generator<number> {
  yield* top.globs;
  let folder: Folder | undefined = top;
  for (const segment of segments) {
    folder = typeof segment === "string" ? folder.below?.get(segment) : undefined;
    if (folder === undefined) return;
    yield* folder.globs;
  }
}
