import type { SourceNote } from "../../spec/spec-reading.ts";

/** Lines of a document. */
export interface NotedLines {
  readonly file: string;
  readonly lines: readonly [number, number];
}

/** A note on lines that the format has a place for. */
export function noteOn({ file, lines }: NotedLines, what: string, requirement: string | null = null): SourceNote {
  return { source: { file, lines: [...lines] }, requirement, what };
}
