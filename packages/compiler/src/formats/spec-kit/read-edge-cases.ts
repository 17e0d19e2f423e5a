import { assignIds } from "../../spec/content-id.ts";
import { leadingId } from "../../spec/requirement-id.ts";
import type { SourceNote } from "../../spec/spec-reading.ts";
import type { FeatureDocument } from "../feature/feature-document.ts";
import { noteOn } from "../feature/note-on.ts";
import { sectionItems } from "../feature/section-items.ts";
import { specEntry, type SpecEntry } from "../feature/spec-entry.ts";
import { statedAt } from "../feature/stated.ts";

/** The edge cases of a spec. */
export interface EdgeCaseReading {
  readonly stated: readonly SpecEntry[];
  readonly places: readonly SourceNote[];
  readonly assumptions: readonly string[];
  readonly taken: ReadonlySet<number>;
}

/** An edge case that says what happens is a criterion; one that only asks "What happens when ...?" states nothing to test. */
export function readEdgeCases(document: FeatureDocument, before: ReadonlySet<number>): EdgeCaseReading {
  const { file } = document;
  const all = sectionItems(document, /^edge cases\b/i, before).items;
  const items = all.filter(({ block }) => leadingId(block.body)?.isMarked !== true);
  const [asked, said] = [items.filter(({ text }) => isQuestion(text)), items.filter(({ text }) => !isQuestion(text))];
  const stated = said.map(({ index }) => statedAt(document, index, { kind: "criterion", id: null, textFrom: 0 }));
  const ids = assignIds(stated.map(({ statement }) => statement));
  const taken = new Set(items.flatMap(({ index, block }) => range(index, block.end)));
  return {
    stated: stated.map((each, index) => specEntry(document, each, { id: ids[index] ?? "", section: "edge cases" })),
    places: asked.map(({ block: { lines } }) => noteOn({ file, lines }, "edge case that only asks: nothing to test")),
    assumptions: asked.length === 0 ? [] : [`edge cases that only ask state no requirement: ${asked.length}`],
    taken,
  };
}

function isQuestion(text: string): boolean {
  return /\?["'”’)*_]*$/.test(text.trim());
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
