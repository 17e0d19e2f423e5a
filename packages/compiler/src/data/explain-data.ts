import { isNormative } from "../spec/normative-sentences.ts";
import type { Aside } from "../spec/document-outline.ts";
import { sentences } from "../spec/sentences.ts";
import { sourceNotes } from "../spec/source-notes.ts";
import type { NormativeSentence, SourceNote } from "../spec/spec-reading.ts";
import type { DataLedger, DataUse } from "./data-ledger.ts";
import type { DataNode, Lines } from "./data-node.ts";

/** Why the lines of a document are what they are, and which of its sentences are in no requirement. */
export interface DataExplanation {
  /** Every sentence with a normative key word in a text of the document, in order. */
  readonly sentences: NormativeSentence[];
  /** In order; each line that is not blank is in one at least. */
  readonly notes: SourceNote[];
}

/**
 * Explains a document by what its values were read as.
 * @param ids the ids of the requirements, by the values that state them
 */
export function explainData(ledger: DataLedger, ids: ReadonlyMap<DataNode, string>): DataExplanation {
  const { file, root } = ledger.document;
  const text = ledger.document.text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const telling: Telling = { file, uses: ledger.uses, ids, noted: new Set(), sentences: [], notes: [] };
  if (root !== null) {
    findNoted(root, telling);
    tell(root, { key: null, lines: root.lines, use: null, isTold: false }, telling);
  }
  const { sentences: found, notes } = telling;
  return {
    sentences: found,
    notes: sourceNotes({ file, text, blocks: [], asides: structureOf(text) }, notes, found),
  };
}

interface Telling {
  readonly file: string;
  readonly uses: ReadonlyMap<DataNode, DataUse>;
  readonly ids: ReadonlyMap<DataNode, string>;
  /** Values that have a use, or hold one that has. */
  readonly noted: Set<DataNode>;
  readonly sentences: NormativeSentence[];
  readonly notes: SourceNote[];
}

/** Values stand in each other 64 times at most: the walks may call themselves. */
function findNoted(node: DataNode, telling: Telling): boolean {
  let isNoted = telling.uses.has(node);
  for (const { value } of partsOf(node)) if (findNoted(value, telling)) isNoted = true;
  if (isNoted) telling.noted.add(node);
  return isNoted;
}

/** What is known of a value by what holds it. */
interface Context {
  readonly key: string | null;
  /** With its key. */
  readonly lines: Lines;
  /** What the value that holds it was read as. */
  readonly use: DataUse | null;
  /** Does a note of what holds it speak for it? */
  readonly isTold: boolean;
}

function tell(node: DataNode, context: Context, telling: Telling): void {
  const use = telling.uses.get(node) ?? context.use;
  const parts = partsOf(node);
  if (node.type === "scalar" && typeof node.value === "string") {
    const source = { file: telling.file, lines: [...node.lines] satisfies [number, number] };
    for (const text of normativeSentences(node.value))
      telling.sentences.push({ source, text, isClaimed: use !== null });
  }
  const isTold = context.isTold || !parts.some(({ value }) => telling.noted.has(value));
  if (isTold && !context.isTold) telling.notes.push(noteOf(use, context, telling));
  for (const { key, lines, value } of parts) tell(value, { key, lines, use, isTold }, telling);
}

function noteOf(use: DataUse | null, { key, lines }: Context, { file, ids }: Telling): SourceNote {
  const owner = use?.owner ?? null;
  const requirement = owner === null ? null : (ids.get(owner) ?? null);
  const unread = key === null ? "not read" : `the key "${key}" is not read`;
  const what = use === null ? unread : requirement === null ? use.what : `${use.what} of ${requirement}`;
  return { source: { file, lines: [...lines] }, requirement, what };
}

interface Part {
  readonly key: string | null;
  readonly lines: Lines;
  readonly value: DataNode;
}

function partsOf(node: DataNode): readonly Part[] {
  if (node.type === "map") return node.entries;
  return node.type === "list" ? node.items.map((value) => ({ key: null, lines: value.lines, value })) : [];
}

function normativeSentences(text: string): readonly string[] {
  if (!isNormative(text)) return [];
  return sentences(text)
    .map(({ from, to }) => text.slice(from, to).replace(/\s+/g, " "))
    .filter(isNormative);
}

/** The lines that are not blank, as what they are where no value stands on them. */
function structureOf(text: string): readonly Aside[] {
  const asides: { readonly lines: [number, number]; readonly what: string }[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const what = /^\s*(?:#|\/\/|\/\*)/.test(line) ? "comment" : "structure of the document";
    const last = asides.at(-1);
    if (last?.what === what && last.lines[1] === index) last.lines[1] = index + 1;
    else asides.push({ lines: [index + 1, index + 1], what });
  }
  return asides;
}
