import type { FileScope } from "@fabrikk/state";

import { matchesGlob } from "../glob/matches-glob.ts";

/** What a task may do with a path. Only `owned` and `shared` may change. */
export type PathClass = "owned" | "shared" | "read-only" | "outside";

/** What a scope says about a path. Where more than one of its lists matches, the strictest holds: read-only, shared, owned. */
export function classifyPath(scope: FileScope, path: string): PathClass {
  const isIn = (globs: readonly string[]): boolean => globs.some((glob) => matchesGlob(glob, path));
  if (isIn(scope.read_only)) return "read-only";
  if (isIn(scope.shared)) return "shared";
  return isIn(scope.owned) ? "owned" : "outside";
}
