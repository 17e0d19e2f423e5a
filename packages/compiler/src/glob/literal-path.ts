import { mustParseGlob } from "./must-parse-glob.ts";
import type { Glob, Segment } from "./parse-glob.ts";

/**
 * The one path, folded as paths are compared, that a glob matches; null for a pattern. Globs with the same one match the same.
 * @throws FabrikkError `FABRIKK_COMPILER_GLOB_INVALID`, `FABRIKK_COMPILER_GLOB_ESCAPES` for a glob that is none.
 */
export function pathOfGlob(glob: string): string | null {
  const { alternatives } = mustParseGlob(glob);
  return alternatives.length === 1 ? literalPath(alternatives[0] ?? []) : null;
}

/** The one path (folded) that the segments match, or null for a pattern. */
export function literalPath(segments: readonly Segment[]): string | null {
  return segments.every((segment) => typeof segment === "string") ? segments.join("/") : null;
}

/** Does the glob match one path only, and its other spellings in case? */
export function isLiteralGlob({ alternatives }: Glob): boolean {
  return alternatives.length === 1 && literalPath(alternatives[0] ?? []) !== null;
}
