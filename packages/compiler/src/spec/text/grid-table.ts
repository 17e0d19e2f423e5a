import type { LinePlace, TablePart, TextRow } from "./text-markup.ts";

const border = /^[ \t]*\+(?:[-=]+\+)+[ \t]*$/;

/** A reStructuredText table with borders: `+---+---+`. Cells that span several columns or rows are read as they stand. */
export function gridTable({ lines, at }: LinePlace): TablePart | null {
  if (!border.test(lines[at] ?? "")) return null;
  const edges = [...(lines[at] ?? "").matchAll(/\+/g)].map(({ index }) => index);
  const rows: TextRow[] = [];
  let from = at + 1;
  let end = at + 1;
  for (; end < lines.length; end += 1) {
    const line = lines[end] ?? "";
    if (!/^[ \t]*[|+]/.test(line)) break;
    if (!border.test(line)) continue;
    if (end > from) rows.push({ from, end, cells: cellsOf(lines.slice(from, end), edges) });
    from = end + 1;
  }
  if (from < end) rows.push({ from, end, cells: cellsOf(lines.slice(from, end), edges) });
  return { what: "table", rows, end };
}

function cellsOf(lines: readonly string[], edges: readonly number[]): readonly string[] {
  return edges.slice(0, -1).map((edge, column) =>
    lines
      .map((line) => line.slice(edge + 1, edges[column + 1]).trim())
      .join("\n")
      .trim(),
  );
}
