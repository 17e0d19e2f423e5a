import { z } from "zod";

/**
 * A sentence of an agent's answer. White space becomes single spaces; control characters, invisible ones and those that turn the
 * direction of writing are dropped: a person is to approve what it says, and must see all of it.
 */
export function oneLine(longest: number): z.ZodType<string, string> {
  return z.string().overwrite(plainLine).min(1).max(longest);
}

function plainLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/\s+/g, " ")
    .replace(/[\p{Cc}\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u{E0000}-\u{E007F}]/gu, "")
    .trim();
}
