import type { Block } from "./block.ts";
import { readDirectives, type Directive } from "./read-directives.ts";

/** A block while its outline is made. */
export type Draft = { -readonly [Key in keyof Block]: Block[Key] };

/** What an outline knows of a block when it comes to it. */
export interface DraftFields extends Partial<Omit<Block, "type" | "source" | "lines" | "end" | "directives" | "body">> {
  readonly type: Block["type"];
  readonly source: string;
  readonly lines: readonly [number, number];
}

/** Adds a block to an outline; its directives are read here. It holds nothing yet: see `finishOutline`. */
export function addBlock(blocks: Draft[], fields: DraftFields): Draft {
  const hasDirectives = fields.type === "paragraph" || fields.type === "item";
  const directives = hasDirectives ? readDirectives(fields.source, fields.lines[0]) : [];
  const block: Draft = {
    body: withoutDirectives(fields.source, directives),
    directives,
    end: blocks.length + 1,
    nesting: 0,
    level: 0,
    heading: "",
    label: "",
    isTitle: false,
    isCheckbox: false,
    isNumbered: false,
    ...fields,
  };
  blocks.push(block);
  return block;
}

/** Sets what depends on several blocks: where sections end, and the words that introduce a list. */
export function finishOutline(blocks: readonly Draft[]): void {
  closeSections(blocks);
  labelItems(blocks);
}

function withoutDirectives(source: string, directives: readonly Directive[]): string {
  const pieces: string[] = [];
  let rest = 0;
  for (const { from, to } of directives) {
    pieces.push(source.slice(rest, from), source.slice(from, to).replace(/[^\n]/g, " "));
    rest = to;
  }
  return rest === 0 ? source : [...pieces, source.slice(rest)].join("");
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

function labelItems(blocks: readonly Draft[]): void {
  /** The last block at each nesting, within the blocks around the present one. */
  const above: (Draft | undefined)[] = [];
  for (const block of blocks) {
    above.length = Math.min(above.length, block.type === "heading" ? 0 : block.nesting + 1);
    if (block.type === "item") {
      const before = above[block.nesting];
      if (before === undefined) block.label = above[block.nesting - 1]?.source ?? "";
      else if (before.type === "item") block.label = before.label;
      else if (before.type === "paragraph") block.label = before.source;
    }
    above[block.nesting] = block;
  }
}
