import type { SourceText, SpecReading } from "../spec/spec-reading.ts";

/** The names of the formats that can be read (FAB-INT-001, FAB-INT-008); `--format` takes one. */
export type FormatName =
  | "markdown"
  | "text"
  | "gherkin"
  | "list"
  | "spec-kit"
  | "openspec"
  | "kiro"
  | "fire"
  | "spec-orch"
  | "task-graph";

/** One way in which specs are written down: a row of the table in `formats.ts`. Pure. */
export interface Format {
  readonly name: FormatName;
  /** One clause for people: what its documents look like. */
  readonly looksLike: string;
  /** Is each of its documents a group of its own? Then any document can be read as this format, when a person says so. */
  readonly isEachAlone: boolean;
  /**
   * Of the given documents, those that belong to this format, put together as they are read: one group a feature, change or
   * mission. Documents in no group are left to the formats after it.
   */
  groups(sources: readonly SourceText[]): readonly (readonly SourceText[])[];
  /** Reads one group. Never throws for what the documents say. */
  read(group: readonly SourceText[]): SpecReading;
}
