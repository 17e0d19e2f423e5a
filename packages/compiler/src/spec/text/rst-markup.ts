import { gridTable } from "./grid-table.ts";
import { listItem } from "./list-marker.ts";
import { simpleTable } from "./simple-table.ts";
import { endOfIndented, indentOf, isBlank } from "./text-lines.ts";
import type { ExamplePart, LinePlace, TextMarkup, TextPart } from "./text-markup.ts";
import { underlinedTitle } from "./underlined-title.ts";

/** Directives whose content is no prose of the document. */
const codeDirectives =
  /^(?:code|code-block|sourcecode|literalinclude|parsed-literal|math|raw|image|figure|graphviz|uml|mermaid|highlight|prompt|productionlist)$/;

/**
 * reStructuredText: titles with lines of one character, bullets and numbers, literal blocks behind `::`, directives and comments
 * behind `..`, grid and simple tables. What a directive such as `note` says is read as a quote: no requirement, but not passed over.
 */
export const rstMarkup: TextMarkup = {
  partAt(place) {
    const { lines, at, isInside } = place;
    const line = lines[at] ?? "";
    if (isInside) return listItem(line, isInside);
    return (
      explicitMarkup(place) ??
      literalBlock(place) ??
      gridTable(place) ??
      simpleTable(place) ??
      doctest(place) ??
      underlinedTitle(place) ??
      transition(place) ??
      listItem(line, isInside)
    );
  },
  asMarkdown: (words) => words.replaceAll("``", "`"),
};

/** `.. name:: words` with what is indented below it; `.. _target:`; any other `..` is a comment. */
function explicitMarkup({ lines, at }: LinePlace): TextPart | null {
  const line = lines[at] ?? "";
  if (!/^[ \t]*\.\.(?:[ \t]|$)/.test(line)) return null;
  const indent = indentOf(line);
  const end = Math.max(at + 1, endOfIndented(lines, at + 1, indent));
  const [, name, words = ""] = /^[ \t]*\.\.[ \t]+(?:\|[^|]*\|[ \t]+)?([\w:.-]+?)::(?:[ \t]+(.*))?$/.exec(line) ?? [];
  if (name === undefined)
    return { what: "aside", why: /^[ \t]*\.\.[ \t]+[_[|]/.test(line) ? "target of a link" : "comment", end };
  if (codeDirectives.test(name)) return { what: "code", language: words.trim().toLowerCase(), end };
  return { what: "quote", language: "", inside: [words, ...lines.slice(at + 1, end)], insideAt: at, end };
}

/** What is indented below a paragraph that ends with `::`. */
function literalBlock({ lines, at }: LinePlace): ExamplePart | null {
  if (!isBlank(lines[at - 1])) return null;
  let above = at - 1;
  while (above >= 0 && isBlank(lines[above])) above -= 1;
  const line = lines[above] ?? "";
  if (!line.trimEnd().endsWith("::") || /^[ \t]*\.\.[ \t]/.test(line)) return null;
  const indent = indentOf(line);
  if (indentOf(lines[at] ?? "") <= indent) return null;
  return { what: "code", language: "", end: endOfIndented(lines, at, indent) };
}

/** `>>> code` up to the next empty line. */
function doctest({ lines, at }: LinePlace): ExamplePart | null {
  if (!/^[ \t]*>>>[ \t]/.test(lines[at] ?? "")) return null;
  let end = at + 1;
  while (end < lines.length && !isBlank(lines[end])) end += 1;
  return { what: "code", language: "python", end };
}

/** A line of one character between empty lines. */
function transition({ lines, at }: LinePlace): TextPart | null {
  if (!/^([!-/:-@[-`{-~])\1{3,}[ \t]*$/.test(lines[at] ?? "")) return null;
  return isBlank(lines[at - 1]) && isBlank(lines[at + 1]) ? { what: "aside", why: "dividing line", end: at + 1 } : null;
}
