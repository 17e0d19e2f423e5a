import type { Directive } from "./read-directives.ts";

/** One piece of a document in which statements are looked for, or which only adds to the text of one. */
export interface Block {
  readonly type: "heading" | "paragraph" | "item" | "cell" | "opaque";
  /** The block's own Markdown: of a list item only its first paragraph, of a heading only its title. */
  readonly source: string;
  /** `source` with the directive lines blanked: offsets stay the same. */
  readonly body: string;
  readonly directives: readonly Directive[];
  /** Line of the file on which `source` starts, and the one on which it ends. */
  readonly lines: readonly [number, number];
  /** Index of the first block after this one and what is nested in it; a heading holds its section. */
  readonly end: number;
  /** Nesting: 0 at the top; how many list items are around it. A heading's is 0. */
  readonly nesting: number;
  /** A heading's level, 0 for all else. */
  readonly level: number;
  /** The nearest heading's title, "" above the first. */
  readonly heading: string;
  /** Is it the document's own title: the first heading, of level 1? */
  readonly isTitle: boolean;
  readonly isCheckbox: boolean;
}

/** The line on which an offset of the block's source stands. */
export function lineAt(block: Block, offset: number): number {
  let line = block.lines[0];
  for (
    let index = block.source.indexOf("\n");
    index !== -1 && index < offset;
    index = block.source.indexOf("\n", index + 1)
  )
    line += 1;
  return line;
}
