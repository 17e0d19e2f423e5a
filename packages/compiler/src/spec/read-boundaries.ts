import type { Boundaries, BoundaryItem } from "@fabrikk/state";

import { parseGlob } from "../glob/parse-glob.ts";
import type { Block } from "./block.ts";
import { codeSpans } from "./listed-values.ts";
import type { SpecProblem } from "./spec-problem.ts";

type ListName = keyof Boundaries;

/** The boundaries of a document, and which of its blocks were read for them. */
export interface BoundaryReading {
  readonly boundaries: Boundaries;
  /** Indexes of the blocks of sections titled "Boundaries": nothing in them is a requirement. */
  readonly blocks: ReadonlySet<number>;
  readonly problems: readonly SpecProblem[];
}

/**
 * Reads the sections titled "Boundaries" (FAB-INT-006). Always, Ask first and Never may be headings, lines above a list,
 * list items with a nested list, or the first words of an item.
 */
export function readBoundaries(blocks: readonly Block[], file: string): BoundaryReading {
  const found: { name: ListName; item: BoundaryItem }[] = [];
  const problems: SpecProblem[] = [];
  const read = new Set<number>();
  for (const [index, section] of blocks.entries()) {
    if (section.type !== "heading" || read.has(index) || !/^\W*boundaries\W*$/i.test(section.source)) continue;
    for (let each = index; each < section.end; each += 1) read.add(each);
    const reading = readSection(blocks, index + 1, section.end);
    found.push(...reading.found);
    problems.push(
      ...reading.unlabelled.map((line) => ({
        code: "FABRIKK_COMPILER_BOUNDARY_UNLABELLED" as const,
        file,
        line,
        message: "a boundary stands under none of Always, Ask first and Never",
      })),
    );
  }
  const list = (name: ListName): BoundaryItem[] => found.filter((each) => each.name === name).map(({ item }) => item);
  return {
    boundaries: { always: list("always"), ask_first: list("ask_first"), never: list("never") },
    blocks: read,
    problems,
  };
}

function readSection(blocks: readonly Block[], from: number, to: number) {
  const found: { name: ListName; item: BoundaryItem }[] = [];
  const unlabelled: number[] = [];
  let above: ListName | null = null;
  let around: { readonly name: ListName; readonly until: number } | null = null;
  for (let index = from; index < to; index += 1) {
    const block = blocks[index] as Block;
    const label = labelOf(block.source);
    if (block.type === "heading") above = label?.name ?? null;
    else if (block.type === "paragraph" && label?.isSetOff === true) {
      if (label.text === "") above = label.name;
      else found.push({ name: label.name, item: boundaryItem(label.text) });
    } else if (block.type === "item" && block.source.trim() !== "") {
      const inherited: ListName | null = around !== null && index < around.until ? around.name : above;
      const name: ListName | null = label?.isSetOff === true ? label.name : (inherited ?? label?.name ?? null);
      const text = label?.isSetOff === true ? label.text : block.source;
      if (name !== null && (around === null || index >= around.until)) around = { name, until: block.end };
      if (name === null) unlabelled.push(block.lines[0]);
      else if (text !== "") found.push({ name, item: boundaryItem(text) });
    }
  }
  return { found, unlabelled };
}

/** `Always`, `**Ask first:** text`, `Never touch x`: which list it names. Set off when it is a label and not the sentence's verb. */
function labelOf(
  source: string,
): { readonly name: ListName; readonly isSetOff: boolean; readonly text: string } | null {
  const match =
    /^\P{L}*(always|ask[ -]first|never)(?: do)?(?:\*\*|__|[*_])?[ \t]*(:|[-–—](?=\s))?(?:\*\*|__|[*_])?\s*([\s\S]*)$/iu.exec(
      source,
    );
  if (!match) return null;
  const name = (match[1] ?? "").toLowerCase().replace(/[ -]/, "_") as ListName;
  const text = (match[3] ?? "").trim();
  return { name, isSetOff: match[2] !== undefined || text === "", text };
}

/** Path globs stand in back ticks; other code in back ticks is just code. */
function boundaryItem(source: string): BoundaryItem {
  const text = source.replace(/\s+/g, " ").trim();
  return { text, paths: codeSpans(text).filter(looksLikePath) };
}

const knownNames =
  /^(?:Makefile|Justfile|Dockerfile|LICENSE|NOTICE|README|CHANGELOG|CODEOWNERS|Gemfile|Rakefile|Procfile)$/i;

function looksLikePath(text: string): boolean {
  const hasShape =
    /^[\w./*?{}[\],!@+~-]+$/.test(text) &&
    (/[/*]/.test(text) || (/^\.?[\w-]+(?:\.[\w-]+)*\.?[\w-]+$/.test(text) && text.includes(".")));
  return (hasShape || knownNames.test(text)) && parseGlob(text).problem === null;
}
