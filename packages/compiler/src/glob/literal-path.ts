import type { Glob, Segment } from "./parse-glob.ts";

/** The one path (folded) that the segments match, or null for a pattern. */
export function literalPath(segments: readonly Segment[]): string | null {
  return segments.every((segment) => typeof segment === "string") ? segments.join("/") : null;
}

/** Does the glob match one path only, and its other spellings in case? */
export function isLiteralGlob({ alternatives }: Glob): boolean {
  return alternatives.length === 1 && literalPath(alternatives[0] ?? []) !== null;
}
