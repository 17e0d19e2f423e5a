import { outlineMarkdown } from "./outline-markdown.ts";
import { readOutline } from "./read-outline.ts";
import type { SpecReading } from "./spec-reading.ts";

/**
 * Reads structured Markdown without any model (FAB-INT-002): every way to state a requirement in the table of recognizers, each
 * with its exact lines, and the directives under them. Never throws for what the text says.
 * @param file name of the file, as it is to stand in sources and problems
 */
export function readSpec(file: string, text: string): SpecReading {
  return readOutline(outlineMarkdown(file, text));
}
