import { endOfDelimited } from "./fenced-code.ts";
import { isBlank } from "./text-lines.ts";
import type { LinePlace, TablePart, TextRow } from "./text-markup.ts";

interface Cell {
  readonly from: number;
  end: number;
  text: string;
}

/** An AsciiDoc table between lines `|===`: as many columns as its first line has cells, or as `cols` says. */
export function asciidocTable({ lines, at }: LinePlace): TablePart | null {
  if (!/^\|={3,}[ \t]*$/.test(lines[at] ?? "")) return null;
  const delimiter = (lines[at] ?? "").trim();
  const end = endOfDelimited(lines, at, delimiter);
  const isClosed = end > at + 1 && lines[end - 1]?.trim() === delimiter;
  const cells = cellsOf(lines, at + 1, isClosed ? end - 1 : end);
  const inFirst = cells.filter(({ from }) => from === cells[0]?.from).length;
  const columns = Math.max(1, columnsAbove(lines[at - 1]) ?? inFirst);
  const rows: TextRow[] = [];
  for (let index = 0; index < cells.length; index += columns) {
    const own = cells.slice(index, index + columns);
    rows.push({
      from: own[0]?.from ?? at,
      end: own.at(-1)?.end ?? at + 1,
      cells: own.map(({ text }) => text),
    });
  }
  return { what: "table", rows, end };
}

/** A cell starts at a pipe, perhaps behind how it is laid out (`2+|`, `a|`), and goes on in the lines below. */
function cellsOf(lines: readonly string[], from: number, to: number): readonly Cell[] {
  const cells: Cell[] = [];
  for (let index = from; index < to; index += 1) {
    const line = lines[index] ?? "";
    const [before = "", ...starting] = line.split(/(?:(?<=^|[ \t])[\d.+*^<>]{0,8}[aehlmsd]?)?(?<!\\)\|/);
    const last = cells.at(-1);
    if (last !== undefined && !isBlank(before)) {
      last.text = `${last.text}\n${before.trim()}`.trim();
      last.end = index + 1;
    }
    cells.push(...starting.map((text) => ({ from: index, end: index + 1, text: text.trim() })));
  }
  return cells;
}

/** `[cols="1,2,1"]`, `[cols="3*"]`. */
function columnsAbove(line: string | undefined): number | null {
  const cols = /^\[.*\bcols="?([^"\]]+)"?/.exec(line ?? "")?.[1];
  if (cols === undefined) return null;
  return cols
    .split(/[,;]/)
    .map((each) => Number(/^[ \t]*(\d{1,2})\*/.exec(each)?.[1] ?? 1))
    .reduce((sum, each) => sum + each, 0);
}
