import { asciidocTable } from "./asciidoc-table.ts";
import { endOfDelimited, fencedCode } from "./fenced-code.ts";
import { indentOf, isBlank } from "./text-lines.ts";
import type { HeadingPart, ItemPart, LinePlace, TextMarkup, TextPart } from "./text-markup.ts";
import { underlinedTitle } from "./underlined-title.ts";

/**
 * AsciiDoc: titles behind `=`, lists behind `*`, `-` and `.`, nested by how many there are, delimited blocks, tables, comments
 * behind `//`. What stands in an example or a sidebar is part of the document.
 */
export const asciidocMarkup: TextMarkup = {
  partAt(place) {
    const { lines, at, isInside } = place;
    const line = lines[at] ?? "";
    return (
      (isInside ? null : underlinedTitle(place, levels)) ??
      fencedCode(place) ??
      delimited(place) ??
      asciidocTable(place) ??
      aside(line, at) ??
      title(line, at) ??
      item(line) ??
      (isInside ? null : literalParagraph(place))
    );
  },
  asMarkdown: (words) => words.replace(/^(\s*)\*([^\s*][^*\n]*)\*(?![\w*])/gm, "$1**$2**"),
};

/** The lines under titles in old documents, and their levels. */
const levels = "=-~^+";

/** Blocks between two equal lines: code, comments and quotes; others only frame what stands in them. */
function delimited({ lines, at }: LinePlace): TextPart | null {
  const line = (lines[at] ?? "").trimEnd();
  const [, sign = ""] = /^([-.+/_=*])\1{3,}$/.exec(line) ?? [];
  if (sign === "" && line !== "--") return null;
  if (sign === "/") return { what: "aside", why: "comment", end: endOfDelimited(lines, at, line) };
  if (sign === "" || sign === "=" || sign === "*") return { what: "aside", why: "frame of a block", end: at + 1 };
  const end = endOfDelimited(lines, at, line);
  const last = end > at + 1 && lines[end - 1]?.trim() === line ? end - 1 : end;
  if (sign === "_") return { what: "quote", language: "", inside: lines.slice(at + 1, last), insideAt: at + 1, end };
  return { what: "code", language: languageAbove(lines[at - 1]), end };
}

/** `[source,gherkin]` above a block. */
function languageAbove(line: string | undefined): string {
  return (/^\[(?:source)?(?:%\w+)*,[ \t]*([\w+-]+)/.exec(line ?? "")?.[1] ?? "").toLowerCase();
}

/** Comments, attributes, anchors, and the sign that goes on an item. */
function aside(line: string, at: number): TextPart | null {
  if (/^\/\/(?!\/)/.test(line)) return { what: "aside", why: "comment", end: at + 1 };
  if (/^:!?\w[\w-]*!?:(?:[ \t]|$)/.test(line)) return { what: "aside", why: "attribute of the document", end: at + 1 };
  if (/^\[.*\][ \t]*$/.test(line)) return { what: "aside", why: "attributes of a block", end: at + 1 };
  return /^(?:\+|'{3,}|<{3,})[ \t]*$/.test(line) ? { what: "aside", why: "layout", end: at + 1 } : null;
}

function title(line: string, at: number): HeadingPart | null {
  const [, signs = "", words = ""] = /^(={1,6}|#{1,6})[ \t]+(\S.*)$/.exec(line) ?? [];
  return words === "" ? null : { what: "heading", title: words.trim(), level: signs.length, style: "=", end: at + 1 };
}

/** A marker's kind and length say how deep an item is; a dash is inside of stars as a star is inside of dashes. */
function item(line: string): ItemPart | null {
  const found = /^[ \t]*(\*{1,6}|-|\.{1,6}|\d{1,4}\.)[ \t]+(?:\[([ xX*])\][ \t]+)?(\S.*)$/.exec(line);
  if (found === null) return null;
  const [, mark = "", box, words = ""] = found;
  const isNumbered = /^[.\d]/.test(mark);
  return {
    what: "item",
    depth: 0,
    marker: /^\d/.test(mark) ? "1" : mark,
    words,
    isNumbered,
    isCheckbox: box !== undefined,
  };
}

/** Lines that are indented, and no item, are code. */
function literalParagraph({ lines, at }: LinePlace): TextPart | null {
  if (indentOf(lines[at] ?? "") === 0 || !isBlank(lines[at - 1])) return null;
  let end = at + 1;
  while (end < lines.length && !isBlank(lines[end])) end += 1;
  return { what: "code", language: "", end };
}
