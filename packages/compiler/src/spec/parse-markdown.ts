import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

import { blankDeepLines } from "./deep-lines.ts";

/** A Markdown document: its tree, and the text that the tree's offsets point into. */
export interface MarkdownDocument {
  readonly text: string;
  readonly root: Root;
  /** Numbers of the lines that were not read: they nest too deep. */
  readonly deepLines: readonly number[];
}

/**
 * Parses Markdown with GitHub's extensions. Line ends become `\n` first, so that ids and texts do not depend on them;
 * line numbers stay those of the file. Front matter is blanked: it is not Markdown. So are lines that nest too deep.
 */
export function parseMarkdown(source: string): MarkdownDocument {
  const matter = blankFrontMatter(source.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n"));
  const { text, deepLines } = blankDeepLines(matter);
  const root = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return { text, root, deepLines };
}

function blankFrontMatter(text: string): string {
  const matter = /^---[ \t]*\n[\s\S]*?\n(?:---|\.\.\.)[ \t]*(?=\n|$)/.exec(text)?.[0];
  if (matter === undefined || !/^---[ \t]*\n\s*[\w-]+[ \t]*:/.test(matter)) return text;
  return matter.replace(/[^\n]/g, " ") + text.slice(matter.length);
}
