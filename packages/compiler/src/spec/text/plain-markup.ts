import { keyWordPriority } from "../key-word.ts";
import { fencedCode } from "./fenced-code.ts";
import { listItem } from "./list-marker.ts";
import { indentOf, isBlank } from "./text-lines.ts";
import type { HeadingPart, LinePlace, TextMarkup } from "./text-markup.ts";
import { underlinedTitle } from "./underlined-title.ts";

/** A title is no sentence. */
const longestTitle = 80;

/**
 * Plain text: titles are underlined, or numbered (`1.2 Title`), in capitals or behind number signs on a line of their own; lists
 * have bullets, numbers or boxes, and nest by indentation. Indentation is no code.
 */
export const plainMarkup: TextMarkup = {
  partAt(place) {
    const line = place.lines[place.at] ?? "";
    return (
      fencedCode(place) ??
      (place.isInside ? null : (underlinedTitle(place) ?? aloneTitle(place))) ??
      signedTitle(place) ??
      listItem(line, place.isInside)
    );
  },
  asMarkdown: (words) => words,
};

/** `## Title`, as Markdown writes it. */
function signedTitle({ lines, at }: LinePlace): HeadingPart | null {
  const [, signs = "", title = ""] = /^(#{1,6})[ \t]+(\S.*)$/.exec(lines[at] ?? "") ?? [];
  return title === "" ? null : { what: "heading", title: title.trim(), level: signs.length, style: "#", end: at + 1 };
}

/** A line between blank lines that is numbered as a section is, or in capitals. */
function aloneTitle({ lines, at }: LinePlace): HeadingPart | null {
  const line = lines[at] ?? "";
  const words = line.trim();
  if (!isBlank(lines[at - 1]) || !isBlank(lines[at + 1]) || indentOf(line) > 0) return null;
  if (words.length > longestTitle || /[.:;,!?]$/.test(words)) return null;
  const numbers = /^(\d{1,3}(?:\.\d{1,3})*)\.?[ \t]+\p{Lu}/u.exec(words)?.[1];
  if (numbers !== undefined && isSection(lines, at, numbers))
    return { what: "heading", title: words, level: numbers.split(".").length + 1, style: "1", end: at + 1 };
  const isCapitals =
    /\p{Lu}{3}/u.test(words) && !/\p{Ll}/u.test(words) && /^[\p{Lu}\p{N}][\p{Lu}\p{N} /&()'-]*$/u.test(words);
  if (!isCapitals || keyWordPriority(words) !== null || /\d/.test(words)) return null;
  return { what: "heading", title: words, level: 2, style: "A", end: at + 1 };
}

/** A single number is a section's where no point of a list stands before or after it: what is next is indented, or is not numbered. */
function isSection(lines: readonly string[], at: number, numbers: string): boolean {
  if (numbers.includes(".")) return true;
  const isPoint = (line: string | undefined): boolean => /^\(?\d{1,4}[.)][ \t]/.test(line ?? "");
  return !isPoint(nextWords(lines, at, 1)) && !isPoint(nextWords(lines, at, -1));
}

/** The nearest line that is not blank, within a few lines. */
function nextWords(lines: readonly string[], at: number, step: 1 | -1): string | undefined {
  for (let index = at + step, left = 5; left > 0; index += step, left -= 1)
    if (!isBlank(lines[index])) return lines[index];
  return undefined;
}
