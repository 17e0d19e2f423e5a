import type { Heading, ListItem, Nodes, Parents, Table } from "mdast";

import type { Block } from "./block.ts";
import type { MarkdownDocument } from "./parse-markdown.ts";
import { plainText } from "./plain-text.ts";
import { readDirectives } from "./read-directives.ts";

/** Deeper lists are kept as text, and not looked into. */
const deepest = 100;

type Draft = { -readonly [Key in keyof Block]: Block[Key] };

interface Walk {
  readonly text: string;
  readonly blocks: Draft[];
  heading: string;
  headings: number;
}

/**
 * A document as a flat list of blocks, in order. Quotes, code and comments are examples: they are opaque, so nothing in
 * them is a requirement, but they stay part of the text of the one they stand in.
 */
export function outline(document: MarkdownDocument): readonly Block[] {
  const walk: Walk = { text: document.text, blocks: [], heading: "", headings: 0 };
  visit(walk, document.root, 0);
  closeSections(walk.blocks);
  return walk.blocks;
}

function visit(walk: Walk, parent: Parents, nesting: number): void {
  for (const node of parent.children) visitNode(walk, node, nesting);
}

function visitNode(walk: Walk, node: Nodes, nesting: number): void {
  if (node.type === "heading") visitHeading(walk, node, nesting);
  else if (node.type === "paragraph") add(walk, node, { type: "paragraph", nesting });
  else if (node.type === "list" || node.type === "footnoteDefinition") visit(walk, node, nesting);
  else if (node.type === "listItem") visitItem(walk, node, nesting);
  else if (node.type === "table") visitTable(walk, node, nesting);
  else if (!isComment(node)) add(walk, node, { type: "opaque", nesting });
}

function visitTable(walk: Walk, table: Table, nesting: number): void {
  for (const cell of table.children.flatMap((row) => row.children)) {
    if (cell.children.length > 0) add(walk, cell, { type: "cell", nesting });
  }
}

function isComment(node: Nodes): boolean {
  return node.type === "html" && /^<!--[\s\S]*-->$/.test(node.value.trim());
}

/** A heading inside of a list item has no section: it reads like a paragraph. */
function visitHeading(walk: Walk, node: Heading, nesting: number): void {
  if (nesting > 0) return void add(walk, node, { type: "paragraph", nesting });
  walk.headings += 1;
  const block = add(walk, node, {
    type: "heading",
    level: node.depth,
    isTitle: node.depth === 1 && walk.headings === 1,
  });
  walk.heading = plainText(block.source);
  block.heading = walk.heading;
}

function visitItem(walk: Walk, item: ListItem, nesting: number): void {
  if (nesting >= deepest) return void add(walk, item, { type: "opaque", nesting });
  const [first, ...rest] = item.children;
  const own = first?.type === "paragraph" ? first : null;
  const isCheckbox = typeof item.checked === "boolean";
  const block = add(walk, own ?? item, { type: "item", nesting, isCheckbox, isEmpty: own === null });
  for (const child of own ? rest : item.children) visitNode(walk, child, nesting + 1);
  block.end = walk.blocks.length;
}

type Fields = Partial<Block> & Pick<Block, "type"> & { readonly isEmpty?: boolean };

function add(walk: Walk, node: Nodes, { isEmpty = false, ...fields }: Fields): Draft {
  const [from, to] = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];
  const firstLine = node.position?.start.line ?? 1;
  const content = isEmpty ? "" : contentOf(walk.text.slice(from, to), node.type);
  const source = fields.isCheckbox === true ? content.replace(/^\[[ xX]\][ \t]*/, "") : content;
  const directives = fields.type === "paragraph" || fields.type === "item" ? readDirectives(source, firstLine) : [];
  const block: Draft = {
    source,
    body: directives.reduce((body, { from: start, to: stop }) => blank(body, start, stop), source),
    directives,
    lines: [firstLine, isEmpty ? firstLine : (node.position?.end.line ?? firstLine)],
    end: walk.blocks.length + 1,
    nesting: 0,
    level: 0,
    heading: walk.heading,
    isTitle: false,
    isCheckbox: false,
    ...fields,
  };
  walk.blocks.push(block);
  return block;
}

function contentOf(slice: string, type: Nodes["type"]): string {
  if (type === "heading")
    return slice.replace(/^#{1,6}[ \t]*/, "").replace(/(?:[ \t]+#+[ \t]*|\n[ \t]*(?:=+|-+)[ \t]*)$/, "");
  if (type === "tableCell") return slice.replace(/^\|?[ \t]*/, "").replace(/[ \t]*\|?$/, "");
  return slice;
}

function blank(text: string, from: number, to: number): string {
  return text.slice(0, from) + text.slice(from, to).replace(/[^\n]/g, " ") + text.slice(to);
}

/** A heading's section ends before the next heading of its level or a higher one. */
function closeSections(blocks: readonly Draft[]): void {
  const open: Draft[] = [];
  for (const [index, block] of blocks.entries()) {
    if (block.level === 0) continue;
    while (open.length > 0 && (open.at(-1)?.level ?? 0) >= block.level) (open.pop() as Draft).end = index;
    open.push(block);
  }
  for (const block of open) block.end = blocks.length;
}
