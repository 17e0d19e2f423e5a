import type { FeatureDocument } from "./feature-document.ts";

/** A row of a table, without its head. */
export interface SectionRow {
  /** The Markdown of its cells. */
  readonly cells: readonly string[];
  readonly heads: readonly string[];
  readonly lines: readonly [number, number];
}

/** The rows of the tables among some blocks of a document. */
export function sectionRows({ blocks }: FeatureDocument, inside: ReadonlySet<number>): readonly SectionRow[] {
  return blocks.flatMap(({ row, lines }, index) =>
    row === undefined || row.isHead || !inside.has(index) ? [] : [{ cells: row.cells, heads: row.heads, lines }],
  );
}
