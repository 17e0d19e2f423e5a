/** How many columns a line is indented; a tab goes to the next multiple of four. */
export function indentOf(line: string): number {
  let width = 0;
  for (const character of line) {
    if (character === " ") width += 1;
    else if (character === "\t") width += 4 - (width % 4);
    else break;
  }
  return width;
}

/** Is there nothing on the line? What is behind the last line is blank. */
export function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === "";
}

/** Index of the first line from `at` on that is neither blank nor indented by more than `indent`, without the blank lines above it. */
export function endOfIndented(lines: readonly string[], at: number, indent: number): number {
  let end = at;
  for (let index = at; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (isBlank(line)) continue;
    if (indentOf(line) <= indent) break;
    end = index + 1;
  }
  return end;
}
