import type { Heading, List, ListItem, Nodes, Parents, Table, TableCell, TableRow } from "mdast";

import type { Block, Example } from "./block.ts";
import { addBlock, finishOutline, type Draft, type DraftFields } from "./draft-block.ts";
import type { MarkdownDocument } from "./parse-markdown.ts";
import { plainText } from "./plain-text.ts";

/** Deeper lists are kept as text, and not looked into. */
const deepest = 100;

interface Walk {
  readonly text: string;
  readonly blocks: Draft[];
  heading: string;
  headings: number;
  tables: number;
}

/**
 * A document as a flat list of blocks, in order. Quotes, code and comments are examples: they are opaque, so nothing in
 * them is a requirement, but they stay part of the text of the one they stand in.
 */
export function outline(document: MarkdownDocument): readonly Block[] {
  return outlineOf({ text: document.text, blocks: [], heading: "", headings: 0, tables: 0 }, document.root, 0);
}

function outlineOf(walk: Walk, parent: Parents, nesting: number): readonly Block[] {
  visit(walk, parent, nesting);
  finishOutline(walk.blocks);
  return walk.blocks;
}

function visit(walk: Walk, parent: Parents, nesting: number): void {
  for (const node of parent.children) visitNode(walk, node, nesting);
}

function visitNode(walk: Walk, node: Nodes, nesting: number): void {
  if (node.type === "heading") visitHeading(walk, node, nesting);
  else if (node.type === "paragraph") add(walk, node, { type: "paragraph", nesting });
  else if (node.type === "list") visitList(walk, node, nesting);
  else if (node.type === "footnoteDefinition") visit(walk, node, nesting);
  else if (node.type === "table") visitTable(walk, node, nesting);
  else if (!isComment(node)) add(walk, node, { type: "opaque", nesting, example: exampleOf(walk, node, nesting) });
}

function visitTable(walk: Walk, table: Table, nesting: number): void {
  const heads = cellsOf(walk, table.children[0]).map(({ source }) => source);
  for (const [index, row] of table.children.entries()) {
    const cells = cellsOf(walk, row);
    const said = { table: walk.tables, isHead: index === 0, cells: cells.map(({ source }) => source), heads };
    const block = add(walk, row, { type: "row", nesting, row: said });
    for (const { cell, source } of cells) if (source !== "") add(walk, cell, { type: "cell", nesting, around: said });
    block.end = walk.blocks.length;
  }
  walk.tables += 1;
}

function cellsOf(
  walk: Walk,
  row: TableRow | undefined,
): readonly { readonly cell: TableCell; readonly source: string }[] {
  return (row?.children ?? []).map((cell) => ({ cell, source: sourceOf(walk, cell) }));
}

function exampleOf(walk: Walk, node: Nodes, nesting: number): Example {
  const example = (what: Example["what"], language = ""): Example => ({ what, language, blocks: [] });
  if (node.type === "blockquote") {
    const inner: Walk = { ...walk, blocks: [] };
    return { ...example("quote"), blocks: nesting < deepest ? outlineOf(inner, node, nesting + 1) : [] };
  }
  if (node.type === "code") return example("code", (node.lang ?? "").toLowerCase());
  if (node.type === "thematicBreak") return example("line");
  return node.type === "definition" ? example("link") : example("markup");
}

/** Is the node a comment that stands by itself? */
export function isComment(node: Nodes): boolean {
  return node.type === "html" && /^<!--[\s\S]*-->$/.test(node.value.trim());
}

/** A heading inside of a list item has no section: it reads like a paragraph. */
function visitHeading(walk: Walk, node: Heading, nesting: number): void {
  if (nesting > 0) return void add(walk, node, { type: "paragraph", nesting });
  walk.headings += 1;
  walk.heading = plainText(sourceOf(walk, node));
  add(walk, node, { type: "heading", level: node.depth, isTitle: node.depth === 1 && walk.headings === 1 });
}

function visitList(walk: Walk, list: List, nesting: number): void {
  for (const item of list.children) visitItem(walk, item, { nesting, isNumbered: list.ordered === true });
}

function visitItem(walk: Walk, item: ListItem, list: { readonly nesting: number; readonly isNumbered: boolean }): void {
  if (list.nesting >= deepest) {
    add(walk, item, { type: "opaque", nesting: list.nesting, example: { what: "list", language: "", blocks: [] } });
    return;
  }
  const [first, ...rest] = item.children;
  const own = first?.type === "paragraph" ? first : null;
  const block = add(walk, own ?? item, {
    type: "item",
    ...list,
    isCheckbox: own !== null && box.test(sourceOf(walk, own)),
    isEmpty: own === null,
  });
  for (const child of own ? rest : item.children) visitNode(walk, child, list.nesting + 1);
  block.end = walk.blocks.length;
}

/** A task of GitHub's: something stands behind its box. */
const box = /^\[[ \txX]\](?:\n|[ \t]+\S)/;

type Fields = Omit<DraftFields, "source" | "lines"> & { readonly isEmpty?: boolean };

function add(walk: Walk, node: Nodes, { isEmpty = false, ...fields }: Fields): Draft {
  const firstLine = node.position?.start.line ?? 1;
  const content = isEmpty ? "" : sourceOf(walk, node);
  const source = fields.isCheckbox === true ? content.replace(/^\[.\][ \t]*/, "") : content;
  // What is not closed ends, for the parser, where the line after it starts.
  const over = /\n*$/.exec(content)?.[0].length ?? 0;
  const lines = [firstLine, isEmpty ? firstLine : (node.position?.end.line ?? firstLine) - over] as const;
  return addBlock(walk.blocks, {
    ...fields,
    source: source.slice(0, source.length - over),
    lines,
    heading: walk.heading,
  });
}

function sourceOf(walk: Walk, node: Nodes): string {
  const slice = walk.text.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
  if (node.type === "heading") return headingSource(slice);
  return node.type === "tableCell"
    ? slice
        .trim()
        .replace(/^\||(?<!\\)\|$/g, "")
        .trim()
    : slice;
}

/** A heading's words without its number signs or underline. */
function headingSource(slice: string): string {
  const lines = slice.replace(/^#{1,6}(?=[ \t]|$)/, "").split("\n");
  if (lines.length > 1) return lines.slice(0, -1).join("\n");
  return (lines[0] ?? "")
    .trim()
    .replace(/(?:^|[ \t])#+$/, "")
    .trim();
}
