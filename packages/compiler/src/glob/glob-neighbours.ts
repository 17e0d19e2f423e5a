import { parsedGlobsIntersect } from "./globs-intersect.ts";
import { literalPath } from "./literal-path.ts";
import type { Glob, Segment } from "./parse-glob.ts";

interface Folder {
  /** Null while it holds nothing: most are files. */
  below: Map<string, Folder> | null;
  /** Indexes of the globs whose literal beginning ends here. */
  readonly globs: number[];
}

const none: readonly number[] = [];

/**
 * For each glob the indexes of the others that can match a path with it. Globs are kept in a tree by their literal beginnings,
 * so that only those which can meet at all are compared: the cost follows the number of overlaps, not of pairs.
 */
export function globNeighbours(globs: readonly Glob[]): readonly (readonly number[])[] {
  const top: Folder = { below: null, globs: [] };
  const folders = globs.map((glob, index) => glob.alternatives.map((segments) => insert(top, segments, index)));
  const neighbours: (Set<number> | undefined)[] = globs.map(() => undefined);
  const join = (a: number, b: number): void => void (neighbours[a] ??= new Set()).add(b);
  for (const [index, glob] of globs.entries()) {
    for (const [place, segments] of glob.alternatives.entries()) {
      const folder = folders[index]?.[place];
      if (folder === undefined) continue;
      const candidates = literalPath(segments) !== null ? folder.globs : within(folder);
      for (const other of candidates) {
        if (other === index || neighbours[index]?.has(other) === true) continue;
        if (!parsedGlobsIntersect(glob, globs[other] as Glob)) continue;
        join(index, other);
        join(other, index);
      }
    }
  }
  return neighbours.map((set) => (set === undefined ? none : [...set]));
}

function insert(top: Folder, segments: readonly Segment[], index: number): Folder {
  let folder = top;
  for (const segment of segments) {
    if (typeof segment !== "string") break;
    folder.below ??= new Map();
    const next: Folder = folder.below.get(segment) ?? { below: null, globs: [] };
    folder.below.set(segment, next);
    folder = next;
  }
  folder.globs.push(index);
  return folder;
}

function* within(start: Folder): Generator<number> {
  const open = [start];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    yield* folder.globs;
    for (const below of folder.below?.values() ?? []) open.push(below);
  }
}
