import { isBlank } from "./text-lines.ts";
import type { LinePlace, TablePart, TextRow } from "./text-markup.ts";

const border = /^[ \t]*=+(?:[ \t]+=+)+[ \t]*$/;
const span = /^[ \t]*-+(?:[ \t]+-+)*[ \t]*$/;

/** A reStructuredText table whose columns are told by lines of `=`: a row goes on where its first column is empty. */
export function simpleTable({ lines, at }: LinePlace): TablePart | null {
  const first = lines[at] ?? "";
  if (!border.test(first)) return null;
  const starts = [...first.matchAll(/=+/g)].map(({ index }) => index);
  const rows: { readonly from: number; end: number; readonly lines: string[] }[] = [];
  let isClosed = false;
  let end = at + 1;
  for (let borders = 1; end < lines.length && !isClosed; end += 1) {
    const line = lines[end] ?? "";
    const last = rows.at(-1);
    if (border.test(line)) {
      borders += 1;
      isClosed = borders === 3 || isBlank(lines[end + 1]);
    } else if (last?.end === end && isBlank(line.slice(starts[0], starts[1])) && !isBlank(line)) {
      last.lines.push(line);
      last.end = end + 1;
    } else if (!isBlank(line) && !span.test(line)) rows.push({ from: end, end: end + 1, lines: [line] });
  }
  if (!isClosed) return null;
  return {
    what: "table",
    end,
    rows: rows.map(({ lines: own, ...row }): TextRow => ({ ...row, cells: cellsOf(own, starts) })),
  };
}

function cellsOf(lines: readonly string[], starts: readonly number[]): readonly string[] {
  return starts.map((start, column) =>
    lines
      .map((line) => line.slice(start, starts[column + 1]).trim())
      .join("\n")
      .trim(),
  );
}
