import type { Block } from "../../spec/block.ts";
import type { SourceNote } from "../../spec/spec-reading.ts";
import type { FeatureDocument } from "../feature/feature-document.ts";
import { genericEntries } from "../feature/generic-entries.ts";
import { noteOn } from "../feature/note-on.ts";
import { specEntry, type SpecEntry } from "../feature/spec-entry.ts";
import { statedAt } from "../feature/stated.ts";
import { criterionId, requirementNumber } from "./requirement-number.ts";

/** What a `requirements.md` says. */
export interface CriteriaReading {
  readonly stated: readonly SpecEntry[];
  /** Ids of the criteria of each requirement, by its number. */
  readonly byRequirement: ReadonlyMap<number, readonly string[]>;
  readonly places: readonly SourceNote[];
}

/** A numbered requirement's section. */
interface Section {
  readonly index: number;
  readonly number: number;
  readonly heading: Block;
}

/**
 * Each acceptance criterion is one requirement, with the number that tasks link to. A numbered requirement without criteria is one
 * itself. What else the document demands is read as in any Markdown.
 */
export function readCriteria(document: FeatureDocument): CriteriaReading {
  const { blocks } = document;
  const taken = new Set<number>();
  const stated: SpecEntry[] = [];
  const places: SourceNote[] = [];
  const byRequirement = new Map<number, readonly string[]>();
  for (const section of sectionsOf(blocks)) {
    const criteria = criteriaOf(document, section);
    if (criteria.length === 0 && !isRequirement(blocks, section)) continue;
    const found = criteria.length > 0 ? criteria.map((each) => each.entry) : [wholeSection(document, section)];
    for (const { index } of criteria) for (let each = index; each < endOf(blocks, index); each += 1) taken.add(each);
    const isWhole = criteria.length === 0;
    for (let each = section.index; each < section.heading.end; each += 1) {
      const block = blocks[each];
      const isStory = block !== undefined && isUserStory(block);
      if (isWhole || block?.type === "heading" || isStory) taken.add(each);
      if (!isStory || isWhole) continue;
      places.push(noteOn({ file: document.file, lines: block.lines }, `user story of requirement ${section.number}`));
    }
    stated.push(...found);
    const ids = found.map(({ requirement }) => requirement.id);
    byRequirement.set(section.number, [...(byRequirement.get(section.number) ?? []), ...ids]);
  }
  return { stated: [...stated, ...genericEntries(document, { taken })], byRequirement, places };
}

function sectionsOf(blocks: readonly Block[]): readonly Section[] {
  let end = 0;
  return blocks.flatMap((heading, index) => {
    const number =
      heading.type === "heading" && !heading.isTitle && index >= end ? requirementNumber(heading.source) : null;
    if (number === null) return [];
    end = heading.end;
    return [{ index, number, heading }];
  });
}

function isUserStory({ type, source }: Block): boolean {
  return type === "paragraph" && /^\W*(?:user story|objective)\b/i.test(source);
}

/** `Phase 1` has a number, too. */
function isRequirement(blocks: readonly Block[], { index, heading }: Section): boolean {
  return /^req/i.test(heading.source) || blocks.slice(index + 1, heading.end).some(isUserStory);
}

interface Criterion {
  readonly index: number;
  readonly entry: SpecEntry;
}

/** The items of the list of criteria: under a heading that says so, else the numbered items of the section. */
function criteriaOf(document: FeatureDocument, { index, number, heading }: Section): readonly Criterion[] {
  const { blocks } = document;
  const below = blocks
    .slice(index + 1, heading.end)
    .findIndex((block) => block.type === "heading" && /criteri/i.test(block.source));
  const [from, to] = below === -1 ? [index + 1, heading.end] : [index + 2 + below, endOf(blocks, index + 1 + below)];
  const isLabelled = below !== -1;
  const criteria: Criterion[] = [];
  let last = 0;
  let each = from;
  while (each < to) {
    const block = blocks[each] as Block;
    const written = writtenNumber(document, block, number);
    if (block.nesting > 0 || (written === null && !(isLabelled && block.type === "item"))) {
      each += 1;
      continue;
    }
    // A list in which every item is written as `1.` counts on.
    last = written !== null && written.number > last ? written.number : last + 1;
    const id = criterionId(number, last);
    const stated = statedAt(document, each, { kind: "criterion", id, textFrom: written?.textFrom ?? 0 });
    criteria.push({ index: each, entry: specEntry(document, stated, { id, section: heading.heading }) });
    each = Math.max(block.end, each + 1);
  }
  return criteria;
}

/** The number of a criterion as it is written: `2.` of a list, or `1.2` at the start of an item or a paragraph of requirement 1. */
function writtenNumber(
  { lines }: FeatureDocument,
  block: Block,
  requirement: number,
): { readonly number: number; readonly textFrom: number } | null {
  if (block.type !== "item" && block.type !== "paragraph") return null;
  const [head = "", first, second] = /^(?:\*\*)?(\d+)\.(\d+)[.):]?(?:\*\*)?:?\s+/.exec(block.body) ?? [];
  if (first !== undefined && Number(first) === requirement) return { number: Number(second), textFrom: head.length };
  const digits = block.type === "item" ? /^\s*(\d{1,4})[.)]\s/.exec(lines[block.lines[0] - 1] ?? "")?.[1] : undefined;
  return digits === undefined ? null : { number: Number(digits), textFrom: 0 };
}

function wholeSection(document: FeatureDocument, { index, number, heading }: Section): SpecEntry {
  const id = criterionId(number);
  const stated = statedAt(document, index, { kind: "story", id, textFrom: 0 });
  return specEntry(document, stated, { id, section: heading.heading });
}

function endOf(blocks: readonly Block[], index: number): number {
  return blocks[index]?.end ?? index + 1;
}
