import type { SourceText, SpecReading } from "../spec/spec-reading.ts";
import type { Format, FormatName } from "./format.ts";
import { formats } from "./formats.ts";

/** The reading of documents that belong together. */
export interface GroupReading extends SpecReading {
  readonly format: FormatName;
  /** Names of the documents it was made from, in order. */
  readonly files: readonly string[];
}

/**
 * Reads documents, each by the first format that takes it (FAB-INT-001, FAB-INT-008). Pure; never throws for what they say.
 * @param forced the one format to read them as; what it does not take is in no reading
 */
export function readSpecs(sources: readonly SourceText[], forced?: FormatName): readonly GroupReading[] {
  const table = forced === undefined ? formats : formats.filter(({ name }) => name === forced);
  const readings: { readonly first: number; readonly reading: GroupReading }[] = [];
  let left = sources;
  for (const format of table) {
    const isSaid = forced !== undefined && format.isEachAlone;
    for (const group of isSaid ? left.map((source) => [source]) : format.groups(left)) {
      const taken = new Set(group);
      left = left.filter((source) => !taken.has(source));
      readings.push({ first: sources.findIndex((source) => taken.has(source)), reading: readGroup(format, group) });
    }
  }
  return readings.toSorted((a, b) => a.first - b.first).map(({ reading }) => reading);
}

function readGroup(format: Format, group: readonly SourceText[]): GroupReading {
  return { ...format.read(group), format: format.name, files: group.map(({ file }) => file) };
}
