import type { Block } from "../../spec/block.ts";
import { oneLine } from "../../spec/one-line.ts";
import { sectionTitle } from "../../spec/section-title.ts";
import type { FeatureDocument } from "./feature-document.ts";

/** An item of a list with all that is nested in it. */
interface SectionItem {
  readonly index: number;
  /** Its lines reach to the end of what is nested in it. */
  readonly block: Block;
  /** On one line. */
  readonly text: string;
}

/** The lists of some sections of a document. */
export interface SectionItems {
  /** The outermost items. */
  readonly items: readonly SectionItem[];
  /** Indexes of the blocks of the sections, but for those that were taken before. */
  readonly blocks: ReadonlySet<number>;
}

/**
 * The list items of the sections with such a title, in small letters and without numbers and marks.
 * @param taken indexes of blocks that were read for something else
 */
export function sectionItems(
  { blocks }: FeatureDocument,
  title: RegExp,
  taken: ReadonlySet<number> = new Set(),
): SectionItems {
  const items: SectionItem[] = [];
  const inside = new Set<number>();
  for (const [index, section] of blocks.entries()) {
    if (section.type !== "heading" || section.isTitle || inside.has(index) || taken.has(index)) continue;
    if (!title.test(sectionTitle(section.source))) continue;
    for (let each = index; each < section.end; each += 1) if (!taken.has(each)) inside.add(each);
    let each = index + 1;
    while (each < section.end) {
      const block = blocks[each];
      const isItem = block?.type === "item" && !taken.has(each);
      if (block !== undefined && isItem) items.push(itemOf(blocks, each, block));
      each = isItem ? Math.max(block.end, each + 1) : each + 1;
    }
  }
  return { items, blocks: inside };
}

function itemOf(blocks: readonly Block[], index: number, block: Block): SectionItem {
  const nested = blocks.slice(index + 1, block.end);
  const last = Math.max(block.lines[1], ...nested.map(({ lines }) => lines[1]));
  const text = [block, ...nested].map(({ source }) => oneLine(source)).join(" ");
  return { index, block: { ...block, lines: [block.lines[0], last] }, text: text.trim() };
}
