import { indentOf, isBlank } from "./text-lines.ts";
import type { HeadingPart, LinePlace } from "./text-markup.ts";

const line = /^([!-/:-@[-`{-~])\1{2,}[ \t]*$/;

/**
 * A title with a line of one character under it, and perhaps the same above it. The line is at least as long as the title but for
 * two characters: people miscount.
 * @param levels the characters that can be under a title where only these can, each for its level: then the line is as long as
 * the title but for two characters, for other lines of them begin blocks
 */
export function underlinedTitle({ lines, at }: LinePlace, levels?: string): HeadingPart | null {
  const over = line.exec(lines[at] ?? "")?.[1];
  const first = over === undefined || levels !== undefined ? at : at + 1;
  const title = lines[first] ?? "";
  const under = line.exec(lines[first + 1] ?? "")?.[1];
  if (under === undefined || isBlank(title) || line.test(title) || (first > at && over !== under)) return null;
  if (first === at && indentOf(title) > 0) return null;
  const longer = (lines[first + 1] ?? "").trim().length - title.trim().length;
  if (longer < -2 || (levels !== undefined && (longer > 2 || !levels.includes(under)))) return null;
  return {
    what: "heading",
    title: title.trim(),
    level: levels === undefined ? null : levels.indexOf(under) + 1,
    style: first > at ? `${under}${under}` : under,
    end: first + 2,
  };
}
