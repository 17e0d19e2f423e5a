import { mustParseGlob } from "../glob/must-parse-glob.ts";

/** Why, as a clause of a message. */
export const reservedFiles = ".git, .fabrikk and fabrikk.config.* steer the run itself";

/**
 * Does the glob name git's or fabrikk's own files: `.git` or `.fabrikk` in any folder, or the configuration? A wider
 * glob such as `**` takes them in as well and is allowed: what an attempt does to them is refused when it is verified.
 * @throws FabrikkError `FABRIKK_COMPILER_GLOB_INVALID`, `FABRIKK_COMPILER_GLOB_ESCAPES` for a glob that is none.
 */
export function isReservedGlob(text: string): boolean {
  return mustParseGlob(text).alternatives.some((segments) => {
    const names = segments.map((segment) =>
      typeof segment === "string" ? segment : segment.type === "pattern" ? segment.text : "**",
    );
    return (
      names.includes(".git") ||
      names.includes(".fabrikk") ||
      names.find((name) => name !== "**")?.startsWith("fabrikk.config.") === true
    );
  });
}
