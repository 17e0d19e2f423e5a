import type { Block } from "../block.ts";
import type { Aside, DocumentOutline } from "../document-outline.ts";
import { addBlock, finishOutline, type Draft, type DraftFields } from "../draft-block.ts";
import { plainText } from "../plain-text.ts";
import { asciidocMarkup } from "./asciidoc-markup.ts";
import { plainMarkup } from "./plain-markup.ts";
import { rstMarkup } from "./rst-markup.ts";
import { indentOf, isBlank } from "./text-lines.ts";
import type { ExamplePart, HeadingPart, ItemPart, TablePart, TextMarkup } from "./text-markup.ts";

/** Deeper lists and quotes are not told apart. */
const deepest = 100;
const deepestQuote = 10;

/**
 * The outline of plain text, reStructuredText or AsciiDoc, told by the file's name (FAB-INT-001): the same blocks as Markdown has, so
 * that the same recognizers read them.
 */
export function outlineText(file: string, source: string): DocumentOutline {
  const text = source.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const walk = walkOf(text.split("\n"), markupOf(file));
  return { file, text, blocks: walk.blocks, asides: walk.asides, problems: [] };
}

function markupOf(file: string): TextMarkup {
  if (/\.rst$/i.test(file)) return rstMarkup;
  return /\.(?:adoc|asciidoc)$/i.test(file) ? asciidocMarkup : plainMarkup;
}

interface OpenItem {
  readonly part: ItemPart;
  readonly block: Draft;
}

/** Words that the next line can go on. */
interface OpenWords {
  readonly item: ItemPart | null;
  readonly first: number;
  readonly words: string[];
}

interface Walk {
  readonly markup: TextMarkup;
  /** Lines of the file above the first of these. */
  readonly offset: number;
  readonly quotes: number;
  readonly blocks: Draft[];
  readonly asides: Aside[];
  /** Styles of titles in the order in which they were first used. */
  readonly styles: string[];
  readonly items: OpenItem[];
  open: OpenWords | null;
  heading: string;
  tables: number;
  headings: number;
  /** Does the next block belong to the item above, though an empty line is between them? */
  isAttached: boolean;
}

type Around = Pick<Walk, "offset" | "quotes" | "heading">;

function walkOf(
  lines: readonly string[],
  markup: TextMarkup,
  around: Around = { offset: 0, quotes: 0, heading: "" },
): Walk {
  const walk: Walk = {
    ...around,
    markup,
    blocks: [],
    asides: [],
    styles: [],
    items: [],
    open: null,
    tables: 0,
    headings: 0,
    isAttached: false,
  };
  let at = 0;
  while (at < lines.length) at = readLine(walk, lines, at);
  closeWords(walk);
  closeItems(walk, 0);
  finishOutline(walk.blocks);
  return walk;
}

/** Reads what starts at a line; returns the index of the line after it. */
function readLine(walk: Walk, lines: readonly string[], at: number): number {
  const line = lines[at] ?? "";
  if (isBlank(line)) {
    closeWords(walk);
    return at + 1;
  }
  const part = walk.markup.partAt({ lines, at, isInside: isInside(walk, line) });
  if (part === null) {
    if (walk.open === null) openParagraph(walk, line, at);
    else walk.open.words.push(line.trim());
    return at + 1;
  }
  closeWords(walk);
  if (part.what === "item") openItem(walk, part, at);
  else if (part.what === "aside") addAside(walk, part.why, { line, at, end: part.end });
  else addPart(walk, part, { lines, at });
  return part.what === "item" ? at + 1 : part.end;
}

/** What is not indented more than an item can begin something else. */
function isInside({ open }: Walk, line: string): boolean {
  if (open === null) return false;
  return open.item === null || open.item.marker !== undefined || indentOf(line) > open.item.depth;
}

function openParagraph(walk: Walk, line: string, at: number): void {
  closeAround(walk, line);
  walk.open = { item: null, first: at, words: [line.trim()] };
}

function openItem(walk: Walk, part: ItemPart, at: number): void {
  const known = walk.items.findIndex((item) =>
    part.marker === undefined ? item.part.depth >= part.depth : item.part.marker === part.marker,
  );
  closeItems(walk, known === -1 ? Math.min(walk.items.length, deepest - 1) : known);
  walk.isAttached = false;
  walk.open = { item: part, first: at, words: [part.words] };
}

function closeWords(walk: Walk): void {
  if (walk.open === null) return;
  const { item, first, words } = walk.open;
  walk.open = null;
  const block = add(walk, {
    type: item === null ? "paragraph" : "item",
    source: walk.markup.asMarkdown(words.join("\n")),
    lines: [first + 1, first + words.length],
    isCheckbox: item?.isCheckbox ?? false,
    isNumbered: item?.isNumbered ?? false,
  });
  if (item !== null) walk.items.push({ part: item, block });
}

/** Ends the items that a block on this line is not inside of. */
function closeAround(walk: Walk, line: string): void {
  const indent = indentOf(line);
  const around = walk.items.findIndex(({ part }) =>
    part.marker === undefined ? part.depth >= indent : !walk.isAttached,
  );
  closeItems(walk, around === -1 ? walk.items.length : around);
  walk.isAttached = false;
}

function closeItems({ items, blocks }: Walk, left: number): void {
  for (const { block } of items.splice(left)) block.end = blocks.length;
}

function addAside(
  walk: Walk,
  what: string,
  { line, at, end }: { readonly line: string; readonly at: number; readonly end: number },
): void {
  walk.asides.push({ lines: [walk.offset + at + 1, walk.offset + end], what });
  if (line.trim() === "+") walk.isAttached = true;
}

interface Lines {
  readonly lines: readonly string[];
  readonly at: number;
}

function addPart(walk: Walk, part: HeadingPart | ExamplePart | TablePart, { lines, at }: Lines): void {
  if (part.what === "heading") return addHeading(walk, part, at);
  closeAround(walk, lines[at] ?? "");
  if (part.what === "table") return addTable(walk, part, lines);
  const own = lines.slice(at, part.end).join("\n").trimEnd();
  const inside = part.what === "quote" && walk.quotes < deepestQuote ? insideOf(walk, part) : [];
  const example = { what: part.what, language: part.language, blocks: inside };
  add(walk, { type: "opaque", source: own, lines: [at + 1, at + own.split("\n").length], example });
}

function insideOf(
  { markup, offset, quotes, heading }: Walk,
  { inside = [], insideAt = 0 }: ExamplePart,
): readonly Block[] {
  return walkOf(inside, markup, { offset: offset + insideAt, quotes: quotes + 1, heading }).blocks;
}

function addHeading(walk: Walk, { title, level, style, end }: HeadingPart, at: number): void {
  closeItems(walk, 0);
  if (!walk.styles.includes(style)) walk.styles.push(style);
  const depth = level ?? walk.styles.indexOf(style) + 1;
  const source = walk.markup.asMarkdown(title);
  walk.heading = plainText(source);
  walk.headings += 1;
  add(walk, {
    type: "heading",
    source,
    lines: [at + 1, end],
    level: depth,
    isTitle: depth === 1 && walk.headings === 1,
  });
}

function addTable(walk: Walk, { rows }: TablePart, lines: readonly string[]): void {
  const heads = (rows[0]?.cells ?? []).map(walk.markup.asMarkdown);
  for (const [index, { from, end, cells: written }] of rows.entries()) {
    const cells = written.map(walk.markup.asMarkdown);
    const own: readonly [number, number] = [from + 1, end];
    const row = { table: walk.tables, isHead: index === 0, cells, heads };
    const block = add(walk, { type: "row", source: lines.slice(from, end).join("\n"), lines: own, row });
    for (const cell of cells) if (cell !== "") add(walk, { type: "cell", source: cell, lines: own, around: row });
    block.end = walk.blocks.length;
  }
  walk.tables += 1;
}

function add(walk: Walk, { lines: [first, last], ...fields }: DraftFields): Draft {
  const lines = [walk.offset + first, walk.offset + last] as const;
  const nesting = fields.type === "heading" ? 0 : walk.items.length;
  return addBlock(walk.blocks, { heading: walk.heading, nesting, ...fields, lines });
}
