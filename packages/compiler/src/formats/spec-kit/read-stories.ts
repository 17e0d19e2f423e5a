import { leadingId } from "../../spec/requirement-id.ts";
import type { FeatureDocument } from "../feature/feature-document.ts";
import { specEntry, type SpecEntry } from "../feature/spec-entry.ts";
import { statedAt } from "../feature/stated.ts";
import { storyHeading } from "./story-heading.ts";

/** The user stories of a spec, and which blocks belong to them. */
export interface StoryReading {
  readonly stories: readonly { readonly number: number; readonly entry: SpecEntry }[];
  /** Indexes of blocks; requirements with an id of their own inside of a story are not among them. */
  readonly taken: ReadonlySet<number>;
}

/**
 * Each user story with its acceptance scenarios is one requirement, with the author's id, else `US1` as task lines call it. An older spec has one "Primary User
 * Story", and its scenarios beside it.
 */
export function readStories(document: FeatureDocument): StoryReading {
  const { blocks } = document;
  const taken = new Set<number>();
  const stories: { number: number; entry: SpecEntry }[] = [];
  for (const [index, block] of blocks.entries()) {
    if (block.type !== "heading" || block.isTitle || taken.has(index)) continue;
    const primary = /^primary user story\b/i.test(block.source) && stories.length === 0;
    const found = primary ? { number: 1, priority: null } : storyHeading(block.source);
    if (found === null) continue;
    const until = primary ? withScenarios(document, block.end) : block.end;
    const without = identified(document, index + 1, until);
    const id = leadingId(block.source)?.id ?? `US${found.number}`;
    const stated = statedAt(document, index, { kind: "story", id, textFrom: 0, until, without });
    const priority = found.priority ?? undefined;
    const entry = specEntry(document, stated, { id, section: "user stories", priority });
    stories.push({ number: found.number, entry });
    for (let each = index; each < until; each += 1) if (!without.has(each)) taken.add(each);
  }
  return { stories, taken };
}

function withScenarios({ blocks }: FeatureDocument, index: number): number {
  const next = blocks[index];
  return next?.type === "heading" && /^acceptance scenarios\b/i.test(next.source) ? next.end : index;
}

/** `**FR-001**: text` inside of a story is a requirement of its own. */
function identified({ blocks }: FeatureDocument, from: number, to: number): ReadonlySet<number> {
  const found = new Set<number>();
  for (let index = from; index < to; index += 1) {
    const block = blocks[index];
    if (block?.type !== "item" || leadingId(block.body)?.isMarked !== true) continue;
    for (let each = index; each < block.end; each += 1) found.add(each);
  }
  return found;
}
