import { foldCase } from "./fold-case.ts";
import { mustParseGlob } from "./must-parse-glob.ts";
import { isAnyFolders, type Glob, type NameSegment, type Segment } from "./parse-glob.ts";
import type { Token } from "./parse-name.ts";

/**
 * Does the glob match the path? Both are relative to the repository, with `/`, and compared case-folded.
 * @throws FabrikkError `FABRIKK_COMPILER_GLOB_INVALID`, `FABRIKK_COMPILER_GLOB_ESCAPES` for a glob that is none.
 */
export function matchesGlob(glob: string, path: string): boolean {
  return globMatches(mustParseGlob(glob), path);
}

/** The same for a parsed glob. */
export function globMatches(glob: Glob, path: string): boolean {
  const names = foldCase(path).split("/");
  return glob.alternatives.some((segments) => segmentsMatch(segments, names));
}

/** `**` can only take more names than it did: going back to the last one is enough. */
function segmentsMatch(segments: readonly Segment[], names: readonly string[]): boolean {
  let [at, name, star, resume] = [0, 0, -1, 0];
  while (name < names.length) {
    const segment = segments[at];
    if (segment !== undefined && isAnyFolders(segment)) {
      star = at;
      at += 1;
      resume = name;
    } else if (segment !== undefined && segmentMatches(segment, names[name] ?? "")) {
      at += 1;
      name += 1;
    } else if (star === -1) return false;
    else {
      at = star + 1;
      resume += 1;
      name = resume;
    }
  }
  return segments.slice(at).every(isAnyFolders);
}

function segmentMatches(segment: NameSegment, name: string): boolean {
  return typeof segment === "string" ? segment === name : nameMatches(segment.tokens, name);
}

/** Do the tokens match a name, folded? Works like the segments above. */
export function nameMatches(tokens: readonly Token[], name: string): boolean {
  const characters = Array.from(name);
  if (characters.length === 0) return false;
  let [at, index, star, resume] = [0, 0, -1, 0];
  while (index < characters.length) {
    const token = tokens[at];
    if (token?.type === "star") {
      star = at;
      at += 1;
      resume = index;
    } else if (token !== undefined && tokenMatches(token, characters[index] ?? "")) {
      at += 1;
      index += 1;
    } else if (star === -1) return false;
    else {
      at = star + 1;
      resume += 1;
      index = resume;
    }
  }
  return tokens.slice(at).every((token) => token.type === "star");
}

function tokenMatches(token: Token, character: string): boolean {
  switch (token.type) {
    case "character":
      return token.character === character;
    case "class":
      return token.members.has(character) !== token.isNegated;
    case "any":
    case "star":
      return true;
  }
}
