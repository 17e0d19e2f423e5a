import type { TableRow } from "./block.ts";
import { columnKind, isIdHead, type ColumnKind } from "./column-kind.ts";
import { codeSpans } from "./listed-values.ts";
import { oneLine } from "./one-line.ts";
import { plainText } from "./plain-text.ts";
import { priorityWord } from "./priority-words.ts";
import { readDirectives, type Directive } from "./read-directives.ts";
import type { Mark, Recognizer } from "./recognizer.ts";
import { requirementFacts } from "./requirement-facts.ts";
import { idOfCell } from "./requirement-id.ts";

/**
 * A row of a table with a column of ids: its words are those of the column that describes it, led by a title and followed by
 * what else the row says. Where a row's id is defined elsewhere it only refers to it: see `referringRows`.
 */
export const recognizeTable: Recognizer = {
  kind: "table",
  holds: "nested",
  inside: [],
  recognize({ type, row, body, lines }) {
    if (type !== "row" || row === undefined || row.isHead) return [];
    const columns = columnsOf(row);
    const idColumn = columns.find(({ head, text }) => isIdHead(head) && idOfCell(text) !== null);
    const id = idOfCell(idColumn?.text ?? "");
    if (id === null) return [];
    return markOf({ id, columns: columns.filter((column) => column !== idColumn), to: body.length, line: lines[0] });
  },
};

interface Column {
  readonly head: string;
  readonly kind: ColumnKind;
  readonly text: string;
}

function columnsOf({ heads, cells }: TableRow): readonly Column[] {
  return cells.map((cell, index) => {
    const head = plainText(heads[index] ?? "");
    return { head, kind: columnKind(head), text: oneLine(cell).replaceAll("\\|", "|") };
  });
}

interface Row {
  readonly id: string;
  readonly columns: readonly Column[];
  readonly to: number;
  readonly line: number;
}

function markOf({ id, columns, to, line }: Row): readonly Mark[] {
  const said = columns.map((column) => ({ ...column, directive: directiveOf(column, line) }));
  const worded = said.filter(({ kind, text, directive }) => kind !== "note" && text !== "" && directive === null);
  const isWeak = !columns.some(({ kind }) => kind === "text");
  if (isWeak && (worded.length === 0 || columns.some(({ kind }) => kind === "other matter"))) return [];
  const named = worded.filter(({ kind }) => kind === "title" || kind === "text");
  const leading = isWeak && named.length === 0 ? worded.slice(0, 1) : named;
  const priority = priorityOf(worded);
  const others = worded.filter((column) => !leading.includes(column) && column !== priority?.column);
  return [
    {
      id,
      from: 0,
      to,
      textFrom: 0,
      text: [
        leading.map(({ text }) => text).join(": "),
        ...others.map(({ head, text }) => `- ${head === "" ? text : `${head}: ${text}`}`),
      ].join("\n"),
      directives: said.flatMap(({ directive }) => directive ?? []),
      isWeak,
      ...(priority === undefined ? {} : { priority: priority.word }),
    },
  ];
}

/** The column whose word says how strongly the requirement is meant; other words in it are part of the text. */
function priorityOf<Each extends Column>(columns: readonly Each[]) {
  const words = columns.map((column) => ({
    column,
    word: column.kind === "priority" ? priorityWord(column.text) : null,
  }));
  return words.flatMap(({ column, word }) => (word === null ? [] : [{ column, word }]))[0];
}

/** A cell under a head such as "Files" or "Depends on" says what such a line says, where it can be read as one. */
function directiveOf({ head, text }: Column, line: number): Directive | null {
  const [directive] = text === "" ? [] : readDirectives(`${head}: ${text}`, line);
  if (directive === undefined || (directive.name === "check" && codeSpans(text).length === 0)) return null;
  return requirementFacts([directive], "").problems.length === 0 ? directive : null;
}
