import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

import type { GroupReading } from "../../src/formats/read-specs.ts";
import type { SourceText } from "../../src/spec/spec-reading.ts";

const room = fileURLToPath(new URL("../fixtures/formats/", import.meta.url));

/** The documents of a fixture folder, named relative to it, in the order of their names. */
export function fixtureSources(folder: string): readonly SourceText[] {
  const root = join(room, folder);
  return filesIn(root).map((path) => ({
    file: relative(root, path).split(sep).join("/"),
    text: readFileSync(path, "utf8"),
  }));
}

/** The same documents, one of them with other words. */
export function changed(
  sources: readonly SourceText[],
  file: string,
  [from, to]: readonly [string, string],
): readonly SourceText[] {
  return sources.map((source) => {
    if (!source.file.endsWith(file)) return source;
    if (!source.text.includes(from)) throw new Error(`${file} does not hold ${from}`);
    return { ...source, text: source.text.replace(from, to) };
  });
}

/** The lines of a reading's documents that are not blank and that no note covers, as `file:line`. */
export function linesWithoutNote(sources: readonly SourceText[], { files, notes }: GroupReading): readonly string[] {
  const covered = new Set(
    notes.flatMap(({ source: { file, lines } }) =>
      Array.from({ length: lines[1] - lines[0] + 1 }, (_, index) => `${file}:${lines[0] + index}`),
    ),
  );
  return sources
    .filter(({ file }) => files.includes(file))
    .flatMap(({ file, text }) =>
      text.split("\n").flatMap((line, index) => (line.trim() === "" ? [] : [`${file}:${index + 1}`])),
    )
    .filter((place) => !covered.has(place));
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesIn(path) : [path]));
}
