import type { FormatName, SourceNote } from "@fabrikk/compiler";

import { decodeSource, type SourceFile } from "./decode-source.ts";
import { readDocuments } from "./read-documents.ts";

/** What one line of a document is: why it is a requirement, or why not. */
export interface ExplainedLine {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  /** The requirement that it states or belongs to; null where none. */
  readonly requirement: string | null;
  /** One clause; "" for a blank line. */
  readonly what: string;
}

/**
 * Says for each line of the documents what it was read as, by the notes of their reading (FAB-INT-002). Documents without any note
 * are not told: they were not read.
 */
export function explainLines(sources: readonly SourceFile[], notes: readonly SourceNote[]): readonly ExplainedLine[] {
  const byFile = Map.groupBy(notes, ({ source }) => source.file);
  return sources.flatMap((source) => {
    const own = byFile.get(source.file);
    const decoded = decodeSource(source);
    return own === undefined || !("text" in decoded) ? [] : explainText(source.file, decoded.text, own);
  });
}

/** The same for documents that are refused: what was read of them, whatever is wrong. */
export function explainSources(sources: readonly SourceFile[], format?: FormatName): readonly ExplainedLine[] {
  return explainLines(
    sources,
    readDocuments(sources, format).readings.flatMap(({ notes }) => notes),
  );
}

function explainText(file: string, text: string, notes: readonly SourceNote[]): readonly ExplainedLine[] {
  const lines = text.replace(/\r?\n$/, "").split(/\r?\n/);
  const found: (SourceNote | undefined)[] = lines.map(() => undefined);
  // A note inside of another one says more: the shorter one wins.
  for (const note of notes.toSorted((a, b) => length(b) - length(a)))
    for (let line = note.source.lines[0]; line <= note.source.lines[1]; line += 1) found[line - 1] = note;
  return lines.map((line, index) => ({
    file,
    line: index + 1,
    text: line,
    requirement: line.trim() === "" ? null : (found[index]?.requirement ?? null),
    what: line.trim() === "" ? "" : (found[index]?.what ?? "not read"),
  }));
}

function length({ source: { lines } }: SourceNote): number {
  return lines[1] - lines[0];
}
