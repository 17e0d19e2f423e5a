import { readSpecs, type FormatName, type GroupReading, type SourceText, type SpecProblem } from "@fabrikk/compiler";

import { decodeSource, type SourceFile } from "./decode-source.ts";

/** The documents of a spec, and what was read from them. */
export interface DocumentReading {
  /** In the order of the documents; what was found in a folder and belongs to no format of folders is in none. */
  readonly readings: readonly GroupReading[];
  /** The documents that were read, as text, in their order. */
  readonly texts: readonly SourceText[];
  /** Files of named folders that were left unread. */
  readonly unread: readonly string[];
  /** Documents that are no text, folders that hold no spec, documents that are not what `--format` says. */
  readonly problems: readonly SpecProblem[];
}

/** Formats whose documents are only a spec when a person names them: in a folder there are too many others like them. */
const namedOnly: ReadonlySet<FormatName> = new Set(["markdown", "text", "list"]);

/**
 * Decodes and reads the documents of a spec, each by the first format that takes it, or by the given one (FAB-INT-001,
 * FAB-INT-008). Files that come from a named folder count only where a format of folders takes them.
 */
export function readDocuments(sources: readonly SourceFile[], format?: FormatName): DocumentReading {
  const folders = new Map(sources.map(({ file, folder }) => [file, folder ?? null]));
  const problems: SpecProblem[] = [];
  const texts: SourceText[] = [];
  for (const source of sources) {
    const decoded = decodeSource(source);
    if ("text" in decoded) texts.push({ file: source.file, text: decoded.text });
    else if (source.folder === undefined) problems.push(decoded.problem);
  }
  const isMeant = ({ format: found, files }: GroupReading): boolean =>
    format !== undefined || !namedOnly.has(found) || files.some((file) => folders.get(file) === null);
  const readings = readSpecs(texts, format).filter(isMeant);
  const read = new Set(readings.flatMap(({ files }) => files));
  const left = texts.filter(({ file }) => !read.has(file));
  return {
    readings,
    texts: texts.filter(({ file }) => read.has(file)),
    unread: left.filter(({ file }) => folders.get(file) !== null).map(({ file }) => file),
    problems: [
      ...problems,
      ...left.filter(({ file }) => folders.get(file) === null).map(({ file }) => mismatch(file, format)),
      ...emptyFolders(sources, read),
    ],
  };
}

function mismatch(file: string, format: FormatName | undefined): SpecProblem {
  const message = `this is no document of the format ${format ?? "markdown"}`;
  return { code: "FABRIKK_INTAKE_FORMAT_MISMATCH", file, line: 1, message };
}

function emptyFolders(sources: readonly SourceFile[], read: ReadonlySet<string>): readonly SpecProblem[] {
  const filled = new Set(sources.filter(({ file }) => read.has(file)).map(({ folder }) => folder));
  const named = new Set(sources.flatMap(({ folder }) => folder ?? []));
  return [...named]
    .filter((folder) => !filled.has(folder))
    .map((file) => ({
      code: "FABRIKK_INTAKE_SOURCE_FOLDER",
      file,
      line: 1,
      message: "no spec in a known layout is in this folder; `--format markdown` reads every document in it",
    }));
}
