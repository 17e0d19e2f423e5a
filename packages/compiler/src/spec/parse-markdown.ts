import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

import { blankDeepLines } from "./deep-lines.ts";
import { maskInlineMarks } from "./mask-inline-marks.ts";
import { parseInPieces } from "./parse-in-pieces.ts";

/** A Markdown document: its tree, and the text that the tree's offsets point into. */
export interface MarkdownDocument {
  readonly text: string;
  /** Blocks only: paragraphs, headings and cells have no children. Nodes have positions, in lines and offsets of `text`. */
  readonly root: Root;
  /** Numbers of the lines that were not read: they nest too deep. */
  readonly deepLines: readonly number[];
  /** Number of the last line of the front matter, 0 where there is none. */
  readonly matterLines: number;
}

/**
 * Parses Markdown with GitHub's extensions. Line ends become `\n` first, so that ids and texts do not depend on them;
 * line numbers stay those of the file. Front matter is blanked: it is not Markdown. So are lines that nest too deep.
 */
export function parseMarkdown(source: string): MarkdownDocument {
  const matter = blankFrontMatter(source.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n"));
  const { text, deepLines } = blankDeepLines(matter.text);
  return { text, root: parseInPieces(text, blockParser()), deepLines, matterLines: matter.lines };
}

/** What only marks words inside of a block: nobody asks for it, and to look for it takes most of a parser's time. */
const inlineMarks = [
  ...["attention", "autolink", "characterEscape", "characterReference", "codeText", "hardBreakEscape", "htmlText"],
  ...["labelEnd", "labelStartImage", "labelStartLink"],
];

/** Of GitHub's extensions tables and footnotes; a box in a list item is a part of its words. */
function blockParser(): (text: string) => Root {
  const { document = {}, flow = {} } = gfm();
  const options = {
    extensions: [{ document, flow }, { disable: { null: inlineMarks } }],
    mdastExtensions: gfmFromMarkdown().filter(
      ({ enter }) => enter?.["table"] !== undefined || enter?.["gfmFootnoteDefinition"] !== undefined,
    ),
  };
  return (piece) => fromMarkdown(maskInlineMarks(piece), options);
}

function blankFrontMatter(text: string): { readonly text: string; readonly lines: number } {
  const matter = /^---[ \t]*\n[\s\S]*?\n(?:---|\.\.\.)[ \t]*(?=\n|$)/.exec(text)?.[0];
  if (matter === undefined || !/^---[ \t]*\n\s*[\w-]+[ \t]*:/.test(matter)) return { text, lines: 0 };
  return { text: matter.replace(/[^\n]/g, " ") + text.slice(matter.length), lines: matter.split("\n").length };
}
