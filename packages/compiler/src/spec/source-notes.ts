import type { Block, Example } from "./block.ts";
import type { Aside, DocumentOutline } from "./document-outline.ts";
import type { NormativeSentence, SourceNote } from "./spec-reading.ts";

/**
 * Says for every line of a document that is not blank what it is: the answer to `prepare --explain` (FAB-INT-003). What is said of
 * lines stays as it is; a sentence that no requirement holds is named; the other lines say themselves why they state nothing.
 * @param outline the document; a format that has no blocks gives none
 * @param said notes on the lines that were made sense of, of any documents
 * @param sentences the marked sentences, of any documents
 */
export function sourceNotes(
  outline: Pick<DocumentOutline, "file" | "text" | "blocks" | "asides">,
  said: readonly SourceNote[],
  sentences: readonly NormativeSentence[],
): SourceNote[] {
  const { file } = outline;
  const known = [
    ...said.filter(({ source }) => source.file === file),
    ...sentences
      .filter(({ source, isClaimed }) => source.file === file && !isClaimed)
      .map(({ source }) => ({ source, requirement: null, what: "normative, and in no requirement" })),
  ];
  const rest = restOf(outline, known);
  return [...joined(known), ...rest].toSorted(
    ({ source: { lines: a } }, { source: { lines: b } }) => a[0] - b[0] || a[1] - b[1],
  );
}

/** One note for lines that follow each other and are the same. */
function joined(notes: readonly SourceNote[]): readonly SourceNote[] {
  const last = new Map<string, { -readonly [Key in keyof SourceNote]: SourceNote[Key] }>();
  const result: SourceNote[] = [];
  for (const note of notes.toSorted((a, b) => a.source.lines[0] - b.source.lines[0])) {
    const key = `${note.requirement}\n${note.what}`;
    const before = last.get(key);
    const [from, to] = note.source.lines;
    if (before !== undefined && from <= before.source.lines[1] + 1) {
      before.source = { ...note.source, lines: [before.source.lines[0], Math.max(to, before.source.lines[1])] };
      continue;
    }
    const copy = { ...note };
    last.set(key, copy);
    result.push(copy);
  }
  return result;
}

type Lines = readonly [number, number];

function restOf(
  { file, text, blocks, asides }: Parameters<typeof sourceNotes>[0],
  known: readonly SourceNote[],
): readonly SourceNote[] {
  const isKnown = new Set(known.flatMap(({ source }) => linesOf(source.lines)));
  const rest: { readonly what: string; readonly lines: [number, number] }[] = [];
  let goesOn = false;
  for (const [index, what] of whatOfLines(text, blocks, asides).entries()) {
    const line = index + 1;
    const last = rest.at(-1);
    if (isKnown.has(line)) goesOn = false;
    else if (what !== null && goesOn && what === last?.what) last.lines[1] = line;
    else if (what !== null) {
      rest.push({ what, lines: [line, line] });
      goesOn = true;
    }
  }
  return rest.map(({ what, lines }) => ({ source: { file, lines }, requirement: null, what }));
}

/** What each line is by itself; null where it is blank. */
function whatOfLines(text: string, blocks: readonly Block[], asides: readonly Aside[]): readonly (string | null)[] {
  const whats = text.split("\n").map((line): string | null => (line.trim() === "" ? null : "marks without words"));
  for (const { lines, what } of asides) for (const line of linesOf(lines)) whats[line - 1] = what;
  for (const block of blocks) {
    if (block.type === "cell") continue;
    const what = whatOf(block);
    for (const line of linesOf(block.lines)) if (whats[line - 1] !== null) whats[line - 1] = what;
  }
  return whats;
}

function linesOf([from, to]: Lines): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function whatOf(block: Block): string {
  switch (block.type) {
    case "heading":
      return block.isTitle ? "title of the document" : "heading";
    case "row":
    case "cell":
      return block.row?.isHead === true ? "head of a table" : "table without an id or a key word";
    case "opaque":
      return whatOfExample(block.example?.what ?? "markup");
    case "item":
    case "paragraph":
      return "prose without a key word";
  }
}

function whatOfExample(what: Example["what"]): string {
  switch (what) {
    case "code":
      return "code: an example";
    case "quote":
      return "quote: an example";
    case "markup":
      return "markup: an example";
    case "link":
      return "target of a link";
    case "line":
      return "dividing line";
    case "steps":
      return "steps of no scenario";
    case "list":
      return "list that nests too deep to be read";
  }
}
