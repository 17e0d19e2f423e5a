import type { FormatName, SourceNote } from "@fabrikk/compiler";

import type { SourceFile } from "./decode-source.ts";
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

/** Says for each line of the documents what it was read as (FAB-INT-002). Documents that cannot be read as text have no lines. */
export function explainSources(sources: readonly SourceFile[], format?: FormatName): readonly ExplainedLine[] {
  const { readings, texts } = readDocuments(sources, format);
  const notes = Map.groupBy(
    readings.flatMap((reading) => reading.notes),
    ({ source }) => source.file,
  );
  return texts.flatMap(({ file, text }) => explainText(file, text, notes.get(file) ?? []));
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
