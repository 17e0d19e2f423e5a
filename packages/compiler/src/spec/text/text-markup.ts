/** What one kind of text marks its parts with: a reader of lines, for each of them. */
export interface TextMarkup {
  /** The part that starts at a line, or null where the line is words of a paragraph. */
  partAt(place: LinePlace): TextPart | null;
  /** A paragraph's or an item's words as Markdown, so that its bold ids are seen. */
  asMarkdown(words: string): string;
}

/** A line that is not blank, and what is around it. */
export interface LinePlace {
  readonly lines: readonly string[];
  /** Index of the line. */
  readonly at: number;
  /** Does the line go on a paragraph or an item? Then not all parts can start here. */
  readonly isInside: boolean;
}

/** A part of a text; `end` is the index of the line after it. */
export type TextPart = HeadingPart | ItemPart | ExamplePart | TablePart | AsidePart;

/** A heading. */
export interface HeadingPart {
  readonly what: "heading";
  readonly title: string;
  /** From 1; null where the order in which styles are first used decides. */
  readonly level: number | null;
  readonly style: string;
  readonly end: number;
}

/** The first line of a list item. */
export interface ItemPart {
  readonly what: "item";
  /** How far its marker is indented: items and paragraphs that are indented more are inside of it. */
  readonly depth: number;
  /** Where the marker itself says how deep it is: one that no item around has is inside of them all. */
  readonly marker?: string;
  readonly words: string;
  readonly isNumbered: boolean;
  readonly isCheckbox: boolean;
}

/** Lines that are no statement. */
export interface ExamplePart {
  readonly what: "code" | "quote" | "markup";
  /** Of code: its language; "" where none. */
  readonly language: string;
  /** Of a quote: the lines in it, and the index of the first of them. */
  readonly inside?: readonly string[];
  readonly insideAt?: number;
  readonly end: number;
}

/** A table: each row with its lines and its cells, the head first. */
export interface TablePart {
  readonly what: "table";
  readonly rows: readonly TextRow[];
  readonly end: number;
}

/** A row of a table in a text. */
export interface TextRow {
  /** Index of its first line, and of the one after its last. */
  readonly from: number;
  readonly end: number;
  readonly cells: readonly string[];
}

/** Lines that say nothing to the reader of a spec. */
interface AsidePart {
  readonly what: "aside";
  /** One clause for people. */
  readonly why: string;
  readonly end: number;
}
