import type { Clarification } from "@fabrikk/state";

import type { Block } from "../../spec/block.ts";
import { openQuestions } from "../../spec/open-questions.ts";
import { plainText } from "../../spec/plain-text.ts";
import { readAnswers } from "../../spec/read-answers.ts";
import type { SourceNote } from "../../spec/spec-reading.ts";
import type { FeatureDocument } from "../feature/feature-document.ts";
import { genericEntries } from "../feature/generic-entries.ts";
import { namedClaims } from "../feature/named-claims.ts";
import { noteOn } from "../feature/note-on.ts";
import { sectionItems } from "../feature/section-items.ts";
import type { SpecEntry } from "../feature/spec-entry.ts";
import { readEdgeCases } from "./read-edge-cases.ts";
import { readStories, type StoryReading } from "./read-stories.ts";

/** What a `spec.md` says. */
export interface SpecDocumentReading {
  readonly stories: StoryReading["stories"];
  /** Its stories, requirements, success criteria and edge cases. */
  readonly stated: readonly SpecEntry[];
  /** What it marks as open, and the questions and answers of its clarification sessions. */
  readonly clarifications: readonly Clarification[];
  readonly assumptions: readonly string[];
  readonly places: readonly SourceNote[];
}

/** Reads a `spec.md`: its stories, then what its other sections state with ids (`FR-001`, `SC-001`) or key words. */
export function readSpecDocument(document: FeatureDocument): SpecDocumentReading {
  const { blocks, file } = document;
  const { stories, taken } = readStories(document);
  const edges = readEdgeCases(document, taken);
  const answers = readAnswers(blocks);
  const assumed = sectionItems(document, /^assumptions\b/, taken);
  const lists = sectionItems(document, /\bchecklist\b|^execution status\b/, taken);
  const own = new Set([...taken, ...edges.taken, ...answers.blocks, ...assumed.blocks, ...lists.blocks]);
  const stated = [...stories.map(({ entry }) => entry), ...edges.stated, ...genericEntries(document, { taken: own })];
  const note = (what: string) => (block: Block | undefined) => noteOn({ file, lines: block?.lines ?? [1, 1] }, what);
  return {
    stories,
    stated,
    clarifications: [...openQuestions(without(blocks, lists.blocks), namedClaims(stated)), ...answers.clarifications],
    assumptions: [...assumed.items.map(({ text }) => plainText(text)), ...edges.assumptions],
    places: [
      ...edges.places,
      ...[...answers.blocks].map((index) => blocks[index]).map(note("clarification")),
      ...assumed.items.map(({ block }) => block).map(note("assumption of the author")),
      ...lists.items.map(({ block }) => block).map(note("checklist about the document itself")),
    ],
  };
}

/** The blocks, some of them without words: indexes stay the same. */
function without(blocks: readonly Block[], silent: ReadonlySet<number>): readonly Block[] {
  return blocks.map((block, index) => (silent.has(index) ? { ...block, source: "" } : block));
}
