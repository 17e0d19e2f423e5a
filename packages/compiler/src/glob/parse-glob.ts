import type { ErrorCode } from "@fabrikk/state";

import { expandBraces } from "./expand-braces.ts";
import { foldCase } from "./fold-case.ts";
import { parseName, type Token } from "./parse-name.ts";

/** One name between slashes: the name itself (folded), or a pattern for it; or any number of names. */
export type Segment =
  | string
  | { readonly type: "any-folders" }
  | { readonly type: "pattern"; readonly text: string; readonly tokens: readonly Token[] };

/** A segment that stands for one name. */
export type NameSegment = Exclude<Segment, { readonly type: "any-folders" }>;

/** Is the segment `**`? */
export function isAnyFolders(segment: Segment): segment is Exclude<Segment, NameSegment> {
  return typeof segment === "object" && segment.type === "any-folders";
}

/** A glob that is none: why, as a sentence. */
export interface GlobProblem {
  readonly code: ErrorCode;
  readonly message: string;
}

/** A glob, ready to be matched. */
export interface Glob {
  readonly problem: null;
  /** Equal for globs that are written alike but for case and `./`. */
  readonly key: string;
  /** One row of segments for each glob that the braces stand for. */
  readonly alternatives: readonly (readonly Segment[])[];
}

/** `a/**` matches what is in `a`, and not `a`: at least one name. */
const anyFolders: Segment = { type: "any-folders" };
const anyName: Segment = { type: "pattern", text: "*", tokens: [{ type: "star" }] };

/**
 * Parses a glob (FAB-PLAN-005): `*` any part of one name, `?` one character, `[abc]` `[a-z]` `[!a]` one of a class,
 * `{a,b}` either, `**` as a whole segment any number of folders (at the end: everything below), a final `/` everything
 * below, `\` before one of these takes it as it is. Compared case-folded; a leading dot is nothing special.
 */
export function parseGlob(text: string): Glob | { readonly problem: GlobProblem } {
  const normal = normalize(text);
  if (/^\/|^~\/|^[A-Za-z]:[\\/]/.test(normal)) return escapes(text);
  if (/\p{Cc}/u.test(text)) return invalid(text, "it holds a control character");
  const globs = normal.includes("{") ? expandBraces(normal) : [normal];
  if (globs === null)
    return invalid(text, "a brace is not closed, holds a sequence, or stands for more than 1,000 globs");
  const alternatives: Segment[][] = [];
  for (const glob of globs) {
    const names = normalize(glob).split("/");
    if (names.includes("..")) return escapes(text);
    if (names.some((name) => name === "" || name === "."))
      return invalid(text, "a name between slashes is empty or a dot");
    const segments: Segment[] = [];
    for (const [index, name] of names.entries()) {
      if (name === "**") segments.push(...(index === names.length - 1 ? [anyName, anyFolders] : [anyFolders]));
      else {
        const parsed = parseSegment(name);
        if (typeof parsed === "object" && "wrong" in parsed) return invalid(text, parsed.wrong);
        segments.push(parsed);
      }
    }
    alternatives.push(segments);
  }
  return { problem: null, key: foldCase(normal), alternatives };
}

function parseSegment(name: string): Segment | { readonly wrong: string } {
  if (!/[*?[\\]/.test(name)) return foldCase(name);
  const parsed = parseName(name);
  if ("wrong" in parsed) return parsed;
  const { tokens } = parsed;
  if (tokens.every((token) => token.type === "character")) return tokens.map(({ character }) => character).join("");
  return { type: "pattern", text: foldCase(name), tokens };
}

function normalize(text: string): string {
  return text.replace(/^(?:\.\/)+/, "").replace(/(?<=[^/])\/$/, "/**");
}

function escapes(text: string): { problem: GlobProblem } {
  return { problem: { code: "FABRIKK_COMPILER_GLOB_ESCAPES", message: `the glob "${text}" leaves the repository` } };
}

function invalid(text: string, why: string): { problem: GlobProblem } {
  return { problem: { code: "FABRIKK_COMPILER_GLOB_INVALID", message: `the glob "${text}" cannot be read: ${why}` } };
}
