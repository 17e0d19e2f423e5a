import { assignIds } from "../../spec/content-id.ts";
import type { FeatureDocument } from "../feature/feature-document.ts";
import { sectionItems } from "../feature/section-items.ts";
import { specEntry, type SpecEntry } from "../feature/spec-entry.ts";
import { statedAt, type Stated } from "../feature/stated.ts";

/** A point of a list of criteria, before it has an id. */
export interface CriterionDraft {
  readonly document: FeatureDocument;
  readonly stated: Stated;
  /** What it belongs to: points with the same words are told apart by it. */
  readonly holder: string;
  readonly done: string | null;
}

/** The criteria of the sections with such a heading, and the blocks of these sections. */
export function criterionDrafts(
  document: FeatureDocument,
  heading: RegExp,
  { holder, done = null }: { readonly holder: string; readonly done?: string | null },
): { readonly drafts: readonly CriterionDraft[]; readonly blocks: ReadonlySet<number> } {
  const { items, blocks } = sectionItems(document, heading);
  const drafts = items.map(({ index }) => {
    const stated = statedAt(document, index, { kind: "criterion", id: null, textFrom: 0 });
    return { document, stated, holder, done };
  });
  return { drafts: drafts.filter(({ stated }) => stated.statement.text !== ""), blocks };
}

/** The criteria of an intent with their ids: a text that occurs twice adds what it belongs to (FAB-INT-002). */
export function criterionEntries(drafts: readonly CriterionDraft[]): readonly SpecEntry[] {
  const ids = assignIds(
    drafts.map(({ stated: { statement }, holder }) => ({ authorId: null, text: statement.text, heading: holder })),
  );
  return drafts.map(({ document, stated, holder, done }, index) =>
    specEntry(document, stated, { id: ids[index] ?? "", section: holder, done }),
  );
}
