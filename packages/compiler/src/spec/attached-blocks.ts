import type { Block } from "./block.ts";
import type { Mark } from "./recognizer.ts";
import { recognizers } from "./recognizers.ts";

/** Index of the first block that no longer belongs to a statement which holds all that is nested in it. */
export function heldUntil(blocks: readonly Block[], index: number): number {
  const block = blocks[index];
  if (block === undefined || block.type !== "paragraph") return block?.end ?? index;
  let next = index + 1;
  for (let after = blocks[next]; after !== undefined && isSibling(after, block); after = blocks[next]) {
    if (after.type !== "item" && !isOnlyDirectives(after)) break;
    next = after.end;
  }
  return next;
}

/** What belongs to the sentences of a block although it stands below it. */
export interface AttachedBlocks {
  /** Lines that say more about all of them. */
  readonly directives: readonly number[];
  /** The list which the final colon of the last one introduces. */
  readonly list: readonly number[];
}

/** The blocks that belong to the sentences of a block, of which `last` is the last. */
export function attachedBlocks(blocks: readonly Block[], index: number, last: Mark): AttachedBlocks {
  const block = blocks[index];
  if (block === undefined) return { directives: [], list: [] };
  const below = belowOf(blocks, index);
  const directives: number[] = [];
  for (const each of below) {
    const candidate = blocks[each];
    if (candidate === undefined || !isOnlyDirectives(candidate)) continue;
    directives.push(each);
    if (candidate.directives.at(-1)?.value === "") directives.push(...valueBlocks(blocks, each));
  }
  if (block.directives.at(-1)?.value === "") directives.push(...valueBlocks(blocks, index));
  const isColon = /:[*_]*$/.test(block.body.slice(last.from, last.to)) && block.body.slice(last.to).trim() === "";
  return { directives: [...new Set(directives)], list: isColon ? introducedList(blocks, below) : [] };
}

/** The list items that stand for the empty value of a block's last directive. */
export function valueBlocks(blocks: readonly Block[], index: number): readonly number[] {
  const values: number[] = [];
  for (const each of belowOf(blocks, index)) {
    const block = blocks[each];
    if (block === undefined || block.type !== "item" || block.directives.length > 0) break;
    values.push(each);
  }
  return values;
}

/** Is there nothing in the block but directive lines? */
export function isOnlyDirectives(block: Block): boolean {
  return block.directives.length > 0 && block.body.trim() === "";
}

/** Of an item its direct children; of a paragraph the list items and directive lines that follow it. */
function belowOf(blocks: readonly Block[], index: number): readonly number[] {
  const block = blocks[index];
  if (block === undefined || (block.type !== "item" && block.type !== "paragraph")) return [];
  const below: number[] = [];
  const end = block.type === "item" ? block.end : heldUntil(blocks, index);
  for (let next = index + 1; next < end; next = blocks[next]?.end ?? end) below.push(next);
  return below;
}

/** A list of plain items: where one of them states a requirement itself, the list stands for itself. */
function introducedList(blocks: readonly Block[], below: readonly number[]): readonly number[] {
  const list: number[] = [];
  for (const each of below) {
    const item = blocks[each];
    if (item === undefined || item.type !== "item") break;
    for (let index = each; index < item.end; index += 1) list.push(index);
  }
  const states = list.some((each) =>
    recognizers.some((recognizer) => recognizer.recognize(blocks[each] as Block, blocks[each + 1]).length > 0),
  );
  return states ? [] : list;
}

function isSibling(block: Block, of: Block): boolean {
  return block.nesting === of.nesting && block.type !== "heading";
}
