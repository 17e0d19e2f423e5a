import type { Directive } from "./read-directives.ts";

/** One piece of a document in which statements are looked for, or which only adds to the text of one. */
export interface Block {
  /** A `row` holds its `cell`s; an `opaque` block is never looked into for statements. */
  readonly type: "heading" | "paragraph" | "item" | "row" | "cell" | "opaque";
  /** The block's own Markdown: of a list item only its first paragraph, of a heading only its title. */
  readonly source: string;
  /** `source` with the directive lines blanked: offsets stay the same. */
  readonly body: string;
  readonly directives: readonly Directive[];
  /** Line of the file on which `source` starts, and the one on which it ends. */
  readonly lines: readonly [number, number];
  /** Index of the first block after this one and what is nested in it; a heading holds its section, a row its cells. */
  readonly end: number;
  /** Nesting: 0 at the top; how many list items are around it. A heading's is 0. */
  readonly nesting: number;
  /** A heading's level, 0 for all else. */
  readonly level: number;
  /** The nearest heading's title, "" above the first. */
  readonly heading: string;
  /** Of a list item the words that introduce its list: the paragraph right above it, else the item around it; "" where none. */
  readonly label: string;
  /** Is it the document's own title: the first heading, of level 1? */
  readonly isTitle: boolean;
  readonly isCheckbox: boolean;
  /** Is it an item of a numbered list? */
  readonly isNumbered: boolean;
  /** What a `row` says; absent for all else. */
  readonly row?: TableRow;
  /** Of a `cell` what its row says; absent for all else. */
  readonly around?: TableRow;
  /** What an `opaque` block is; absent for all else. */
  readonly example?: Example;
}

/** A row of a table. */
export interface TableRow {
  /** Number of its table in the document, from 0. */
  readonly table: number;
  readonly isHead: boolean;
  /** The Markdown of its cells by column, "" where a cell is empty. */
  readonly cells: readonly string[];
  /** The Markdown of the head of each column. */
  readonly heads: readonly string[];
}

/** What stands in a document as an example, and is no statement of its author's; `steps` are the scenario of a feature file. */
export interface Example {
  readonly what: "code" | "quote" | "markup" | "link" | "line" | "list" | "steps";
  /** Of code: the word behind its fence, in small letters; "" where none. */
  readonly language: string;
  /** Of a quote: what stands in it. */
  readonly blocks: readonly Block[];
  /** Of steps: the scenario that they are. */
  readonly scenario?: Scenario;
}

/** A scenario as a requirement. */
export interface Scenario {
  /** The author's id: a tag that is one, and names no other scenario. */
  readonly id: string | null;
  /** Its name, what is around it, and its lines. */
  readonly text: string;
}

/** The line on which an offset of the block's source stands. */
export function lineAt(block: Block, offset: number): number {
  if (block.lines[0] === block.lines[1]) return block.lines[0];
  const breaks = lineBreaks(block);
  let [low, high] = [0, breaks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((breaks[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return block.lines[0] + low;
}

const known = new WeakMap<Block, readonly number[]>();

/** A long paragraph is asked once for each of its sentences: its line breaks are found once. */
function lineBreaks(block: Block): readonly number[] {
  const found = known.get(block) ?? [...block.source.matchAll(/\n/g)].map(({ index }) => index);
  known.set(block, found);
  return found;
}
