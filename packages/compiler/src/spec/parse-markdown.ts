import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

/** A Markdown document: its tree, and the text that the tree's offsets point into. */
export interface MarkdownDocument {
  readonly text: string;
  readonly root: Root;
}

/**
 * Parses Markdown with GitHub's extensions. Line ends become `\n` first, so that ids and texts do not depend on them;
 * line numbers stay those of the file. Front matter is blanked: it is not Markdown.
 */
export function parseMarkdown(source: string): MarkdownDocument {
  const text = blankFrontMatter(source.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n"));
  const root = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return { text, root };
}

function blankFrontMatter(text: string): string {
  const matter = /^---[ \t]*\n[\s\S]*?\n(?:---|\.\.\.)[ \t]*(?=\n|$)/.exec(text)?.[0];
  if (matter === undefined || !/^---[ \t]*\n\s*[\w-]+[ \t]*:/.test(matter)) return text;
  return matter.replace(/[^\n]/g, " ") + text.slice(matter.length);
}
