import type { FileScope } from "@fabrikk/state";

import { expandBraces } from "../glob/expand-braces.ts";
import { globMatches } from "../glob/matches-glob.ts";
import { mustParseGlob } from "../glob/must-parse-glob.ts";
import { parseGlob } from "../glob/parse-glob.ts";
import { testNeighbours } from "./test-neighbours.ts";

/** The scope with the test neighbours of its owned sources owned too, but for those it already covers in some way. */
export function scopeWithTests(scope: FileScope): FileScope {
  const covering = [...scope.owned, ...scope.read_only, ...scope.shared].map(mustParseGlob);
  const neighbours = scope.owned.flatMap((glob) => (expandBraces(glob) ?? []).flatMap(testNeighbours));
  const added = [...new Set(neighbours)].filter((path) => {
    const glob = parseGlob(path);
    return glob.problem === null && !covering.some((other) => other.key === glob.key || globMatches(other, path));
  });
  return {
    owned: sorted([...scope.owned, ...added]),
    read_only: sorted(scope.read_only),
    shared: sorted(scope.shared),
  };
}

function sorted(globs: readonly string[]): string[] {
  return [...new Set(globs)].toSorted();
}
