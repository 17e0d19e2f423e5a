import { mustParseGlob } from "./must-parse-glob.ts";
import { nameMatches } from "./matches-glob.ts";
import { isAnyFolders, type Glob, type Segment } from "./parse-glob.ts";
import type { Token } from "./parse-name.ts";

/**
 * Is there a path that both globs match? Decided exactly, without looking at any file (FAB-PLAN-005).
 * @throws FabrikkError `FABRIKK_COMPILER_GLOB_INVALID`, `FABRIKK_COMPILER_GLOB_ESCAPES` for a glob that is none.
 */
export function globsIntersect(a: string, b: string): boolean {
  return parsedGlobsIntersect(mustParseGlob(a), mustParseGlob(b));
}

/** The same for parsed globs. */
export function parsedGlobsIntersect(a: Glob, b: Glob): boolean {
  return a.alternatives.some((left) =>
    b.alternatives.some((right) => canMeet({ left, right, isLoop: isAnyFolders, meet: segmentsMeet })),
  );
}

interface Pair<Element> {
  readonly left: readonly Element[];
  readonly right: readonly Element[];
  /** Does the element stand for any number of others? */
  readonly isLoop: (element: Element) => boolean;
  /** Can two single elements be the same? */
  readonly meet: (a: Element, b: Element) => boolean;
}

/**
 * Walks both patterns at once: `row[j]` says whether the first `i` elements of the left and `j` of the right can stand for
 * the same. A loop stands for nothing, or takes the other side's last element too.
 */
function canMeet<Element>({ left, right, isLoop, meet }: Pair<Element>): boolean {
  const loops = right.map(isLoop);
  let row: boolean[] = [true];
  for (let j = 1; j <= right.length; j += 1) row[j] = row[j - 1] === true && loops[j - 1] === true;
  for (const element of left) {
    const loop = isLoop(element);
    const next: boolean[] = [loop && row[0] === true];
    for (let j = 1; j <= right.length; j += 1) {
      if (loop || loops[j - 1] === true) next[j] = row[j] === true || next[j - 1] === true;
      else next[j] = row[j - 1] === true && meet(element, right[j - 1] as Element);
    }
    row = next;
  }
  return row[right.length] === true;
}

function segmentsMeet(a: Segment, b: Segment): boolean {
  if (isAnyFolders(a) || isAnyFolders(b)) return true;
  if (typeof a === "string") return typeof b === "string" ? a === b : nameMatches(b.tokens, a);
  if (typeof b === "string") return nameMatches(a.tokens, b);
  return canMeet({ left: a.tokens, right: b.tokens, isLoop: isStar, meet: tokensMeet });
}

function isStar(token: Token): boolean {
  return token.type === "star";
}

function tokensMeet(a: Token, b: Token): boolean {
  if (a.type === "any" || b.type === "any" || a.type === "star" || b.type === "star") return true;
  if (a.type === "character")
    return b.type === "character" ? a.character === b.character : b.members.has(a.character) !== b.isNegated;
  if (b.type === "character") return a.members.has(b.character) !== a.isNegated;
  if (a.isNegated && b.isNegated) return true;
  const [positive, other] = a.isNegated ? [b, a] : [a, b];
  return [...positive.members].some((member) => other.members.has(member) !== other.isNegated);
}
