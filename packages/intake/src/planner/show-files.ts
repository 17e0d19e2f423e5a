/** The paths of a repository as an agent is shown them. */
export interface ShownFiles {
  /** One line for each file, or for each folder whose files are left out: `src/parser/ (120 files)`. */
  readonly lines: readonly string[];
  /** Are all files there? */
  readonly isWhole: boolean;
}

/**
 * Bounds a list of files by a stated rule: all of them where they fit; else files down to the deepest level at which the list fits, and
 * for each folder below it one line with the number of its files; where even the top level does not fit, its first lines and the
 * number of those left out.
 * @param mostCharacters of all lines together
 */
export function showFiles(files: readonly string[], mostCharacters: number): ShownFiles {
  const deepest = files.reduce((most, file) => Math.max(most, file.split("/").length), 1);
  for (let depth = deepest; depth > 0; depth -= 1) {
    const lines = linesTo(files, depth);
    if (lengthOf(lines) <= mostCharacters) return { lines, isWhole: depth === deepest };
  }
  return { lines: firstLines(linesTo(files, 1), mostCharacters), isWhole: false };
}

function linesTo(files: readonly string[], depth: number): readonly string[] {
  const lines = new Map<string, number>();
  for (const file of files) {
    const names = file.split("/");
    const line = names.length <= depth ? file : `${names.slice(0, depth).join("/")}/`;
    lines.set(line, (lines.get(line) ?? 0) + 1);
  }
  return [...lines].map(([line, count]) =>
    line.endsWith("/") ? `${line} (${count} ${count === 1 ? "file" : "files"})` : line,
  );
}

function firstLines(lines: readonly string[], mostCharacters: number): readonly string[] {
  const kept: string[] = [];
  let length = 0;
  for (const line of lines) {
    length += line.length + 1;
    if (length > mostCharacters) break;
    kept.push(line);
  }
  return [...kept, `(and ${lines.length - kept.length} more at the top of the repository)`];
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((total, line) => total + line.length + 1, 0);
}
