import type { BoundaryItem, Clarification } from "@fabrikk/state";

import { plainText } from "../../spec/plain-text.ts";
import type { SourceNote } from "../../spec/spec-reading.ts";
import type { FeatureDocument } from "../feature/feature-document.ts";
import { noteOn } from "../feature/note-on.ts";
import { sectionItems } from "../feature/section-items.ts";
import { sectionRows } from "../feature/section-rows.ts";

/** What a section that is no requirement says, with its lines and its blocks. */
export interface ListReading<Value> {
  readonly values: readonly Value[];
  readonly places: readonly SourceNote[];
  /** Indexes of the blocks of the sections. */
  readonly blocks: ReadonlySet<number>;
}

const nothing = /^\W*(?:none|n\/?a|nothing|tbd)\b[.\s]*$/i;

/** The items of "Constraints": they hold for all work, so every task is told them. */
export function readConstraints(document: FeatureDocument): ListReading<BoundaryItem> {
  const { items, blocks } = sectionItems(document, /^(?:\w+ )?constraints$/i);
  const found = items.filter(({ text }) => !nothing.test(text));
  return {
    values: found.map(({ text }) => ({ text: plainText(text), paths: [] })),
    places: found.map(({ block: { lines } }) =>
      noteOn({ file: document.file, lines }, "constraint: told to every task"),
    ),
    blocks,
  };
}

/** What the author takes for granted: a list, or the first column of a table. */
export function readAssumptions(document: FeatureDocument): ListReading<string> {
  const list = sectionItems(document, /^assumptions$/i);
  const rows = sectionRows(document, list.blocks);
  const found = [
    ...list.items.map(({ text, block: { lines } }) => ({ text: plainText(text), lines })),
    ...rows.map(({ cells, lines }) => ({ text: plainText(cells[0] ?? ""), lines })),
  ].filter(({ text }) => text !== "" && !nothing.test(text));
  return {
    values: found.map(({ text }) => text),
    places: found.map(({ lines }) => noteOn({ file: document.file, lines }, "assumption of the author")),
    blocks: list.blocks,
  };
}

/** Open questions: a list, or a table whose column "Resolution" has the answer. */
export function readQuestions(document: FeatureDocument): ListReading<Clarification> {
  const list = sectionItems(document, /^open questions$/i);
  const rows = sectionRows(document, list.blocks);
  const found = [
    ...list.items.map(({ text, block: { lines } }) => ({ question: plainText(text), answer: null, lines })),
    ...rows.map(({ cells, heads, lines }) => {
      const column = heads.findIndex((head) => /^\W*(?:resolution|answer|decision)\b/i.test(head));
      return { question: plainText(cells[0] ?? ""), answer: answerOf(cells[column] ?? ""), lines };
    }),
  ].filter(({ question }) => question !== "" && !nothing.test(question));
  return {
    values: found.map(({ question, answer }) => ({ question, answer })),
    places: found.map(({ lines, answer }) =>
      noteOn({ file: document.file, lines }, answer === null ? "open question" : "question and its answer"),
    ),
    blocks: list.blocks,
  };
}

function answerOf(cell: string): string | null {
  const text = plainText(cell);
  return text === "" || /^(?:pending|open|tbd|tba|unresolved|none|n\/?a|[-–—?]+)\b|^[-–—?]+$/i.test(text) ? null : text;
}
