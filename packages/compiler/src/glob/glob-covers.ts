import { escapeGlob } from "./escape-glob.ts";
import { literalPath } from "./literal-path.ts";
import { globMatches } from "./matches-glob.ts";
import type { Glob, Segment } from "./parse-glob.ts";

/**
 * Is everything that `inner` matches surely matched by `outer` too? True for equal patterns, for a path that `outer` matches, and
 * for what lies below a folder that `outer` takes whole; false where that cannot be told.
 */
export function globCovers(outer: Glob, inner: Glob): boolean {
  return inner.alternatives.every((segments) => {
    const path = literalPath(segments);
    if (path !== null && globMatches(outer, path)) return true;
    return outer.alternatives.some((other) => written(other) === written(segments) || takesFolderOf(other, segments));
  });
}

/** `a/b/**` against something that starts with `a/b/`; `**` against anything. */
function takesFolderOf(outer: readonly Segment[], inner: readonly Segment[]): boolean {
  const folder = outer.slice(0, -2);
  const isWhole = written(outer.slice(-2)) === "*/**" && literalPath(folder) !== null;
  return isWhole && inner.length > folder.length && written(inner.slice(0, folder.length)) === written(folder);
}

/** Equal for segments that match the same names. */
function written(segments: readonly Segment[]): string {
  return segments
    .map((segment) =>
      typeof segment === "string" ? escapeGlob(segment) : segment.type === "pattern" ? segment.text : "**",
    )
    .join("/");
}
