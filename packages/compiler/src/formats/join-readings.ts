import type { SpecReading } from "../spec/spec-reading.ts";

/** Puts the readings of documents that belong together into one: what has a place in the order of the files, then of the lines. */
export function joinReadings(readings: readonly SpecReading[], files: readonly string[]): SpecReading {
  const rank = new Map(files.map((file, index) => [file, index]));
  const all = <Field extends keyof SpecReading>(field: Field): SpecReading[Field][] =>
    readings.map((reading) => reading[field]);
  const placed = <Item>(items: readonly Item[], place: (item: Item) => { file: string; line: number }): Item[] =>
    items
      .map((item) => ({ item, ...place(item) }))
      .toSorted((a, b) => (rank.get(a.file) ?? 0) - (rank.get(b.file) ?? 0) || a.line - b.line)
      .map(({ item }) => item);
  const bySource = <Item extends { source: { file: string; lines: [number, number] } }>(
    items: readonly Item[],
  ): Item[] => placed(items, ({ source }) => ({ file: source.file, line: source.lines[0] }));
  return {
    title: all("title").find((title) => title !== null) ?? null,
    requirements: bySource(all("requirements").flat()),
    groupings: all("groupings").flat(),
    dependencies: all("dependencies").flat(),
    boundaries: {
      always: all("boundaries").flatMap(({ always }) => always),
      ask_first: all("boundaries").flatMap(({ ask_first }) => ask_first),
      never: all("boundaries").flatMap(({ never }) => never),
    },
    clarifications: all("clarifications").flat(),
    deferred: all("deferred").flat(),
    declaredWaves: all("declaredWaves").flat(),
    assumptions: [...new Set(all("assumptions").flat())],
    sentences: bySource(all("sentences").flat()),
    notes: bySource(all("notes").flat()),
    problems: placed(all("problems").flat(), (problem) => problem),
  };
}
