import type { Block } from "../../spec/block.ts";
import type { DocumentOutline } from "../../spec/document-outline.ts";
import { outlineMarkdown } from "../../spec/outline-markdown.ts";
import type { Directive } from "../../spec/read-directives.ts";
import { requirementFacts } from "../../spec/requirement-facts.ts";
import type { SourceText } from "../../spec/spec-reading.ts";
import { readFrontMatter, type FrontMatter } from "./front-matter.ts";

/** One document of a feature, change or intent. */
export interface FeatureDocument extends DocumentOutline {
  /** Its last name: `tasks.md`. */
  readonly name: string;
  /** As they are, without line ends; the first is line 1. */
  readonly lines: readonly string[];
  readonly matter: FrontMatter;
}

/** Reads a document of a group. One that is no Markdown has no blocks. */
export function readDocument({ file, text }: SourceText): FeatureDocument {
  const lines = text
    .replace(/^\uFEFF/, "")
    .replace(/(?:\r\n?|\n)$/, "")
    .split(/\r\n?|\n/);
  const name = file.replace(/^.*\//, "");
  const matter = readFrontMatter(lines);
  if (!/\.(?:md|markdown)$/i.test(name)) {
    const asides = [{ lines: [1, lines.length] as const, what: "data or settings: background" }];
    return { file, name, lines, matter, text: lines.join("\n"), blocks: [], asides, problems: [] };
  }
  const outline = outlineMarkdown(file, text);
  const blocks = outline.blocks.map((block) => withReadableDirectives(block, file));
  return { ...outline, blocks, name, lines, matter };
}

/** The name of the folder that a file is in, "" where its name has none. */
export function folderOf(file: string): string {
  return /([^/]+)\/[^/]*$/.exec(file)?.[1] ?? "";
}

/** What no task may own is told, in whatever format it is written. */
const told: ReadonlySet<string> = new Set(["FABRIKK_COMPILER_GLOB_ESCAPES", "FABRIKK_COMPILER_GLOB_RESERVED"]);

/**
 * `File: see T012` is a line of a foreign format that looks like a directive: where the value cannot be read it is text. A glob that
 * leaves the repository or names what steers the run is none in any format: it stays, and is told.
 */
function withReadableDirectives(block: Block, file: string): Block {
  const directives = block.directives.filter((directive) => isReadable(directive, file));
  if (directives.length === block.directives.length) return block;
  const body = directives.reduce((text, { from, to }) => blanked(text, from, to), block.source);
  return { ...block, body, directives };
}

function isReadable(directive: Directive, file: string): boolean {
  if (directive.value === "") return false;
  const { problems } = requirementFacts([directive], file);
  return problems.every(({ code }) => told.has(code));
}

function blanked(text: string, from: number, to: number): string {
  return text.slice(0, from) + text.slice(from, to).replace(/[^\n]/g, " ") + text.slice(to);
}
