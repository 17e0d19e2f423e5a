import type { Block } from "./block.ts";
import { lineAt } from "./block.ts";
import { isOnlyKeyWord, quotesKeyWords } from "./key-word.ts";
import { oneLine } from "./one-line.ts";
import { hideCode, sentences } from "./sentences.ts";
import type { NormativeSentence } from "./spec-reading.ts";

/** In capitals as RFC 8174 says; what must not be is meant in any case of letters. */
const keyWord =
  /(?<![\p{L}\p{N}]_?)(?:MUST|SHALL|SHOULD|REQUIRED|[Mm](?:ust|UST)[\s*_]+[Nn](?:ot|OT)|[Ss](?:hall|HALL)[\s*_]+[Nn](?:ot|OT))(?!_?[\p{L}\p{N}])/u;

/**
 * Every sentence of a document that demands something, and every checkbox that says something (FAB-INT-003), as the audit of
 * what recognizers found: they have no part in it. It looks where they do not, into headings and quotes too; never into code,
 * comments and front matter. None is claimed yet: see `markClaimed`.
 * @param demands says so of a sentence; key words in capitals, unless told otherwise
 */
export function normativeSentences(
  file: string,
  blocks: readonly Block[],
  demands: (text: string) => boolean = isNormative,
): readonly NormativeSentence[] {
  const found: NormativeSentence[] = [];
  for (const block of blocks) {
    const pieces = block.isCheckbox ? [wholeOf(block)] : piecesOf(block);
    for (const { from, to } of pieces) {
      const written = block.source.slice(from, to);
      const text = oneLine(written);
      if (text === "" || (!block.isCheckbox && !demands(written))) continue;
      const lines: [number, number] = [lineAt(block, from), lineAt(block, to)];
      found.push({ source: { file, lines }, text, isClaimed: false });
    }
    if (block.example?.what === "quote") found.push(...normativeSentences(file, block.example.blocks, demands));
  }
  return found;
}

/** Does a text hold MUST, SHALL, SHOULD or REQUIRED in capitals, or say what must not be, outside of code? */
export function isNormative(text: string): boolean {
  return keyWord.test(hideCode(text)) && !quotesKeyWords(text);
}

interface Piece {
  readonly from: number;
  readonly to: number;
}

/** The first paragraph behind a box is one point, whatever sentences it has. */
function wholeOf({ source }: Block): Piece {
  return { from: source.length - source.trimStart().length, to: source.trimEnd().length };
}

/** The sentences, and each directive line by itself; of steps each line. Cells say what their row says. */
function piecesOf(block: Block): readonly Piece[] {
  if (block.example?.what === "steps")
    return [...block.source.matchAll(/\S.*/g)].map(({ index, 0: { length } }) => ({ from: index, to: index + length }));
  if (block.around?.isHead === true && isOnlyKeyWord(block.source)) return [];
  if (block.type === "opaque" || block.type === "row" || block.body.trim() === "") return block.directives;
  return [...sentences(block.body), ...block.directives].toSorted((a, b) => a.from - b.from);
}
