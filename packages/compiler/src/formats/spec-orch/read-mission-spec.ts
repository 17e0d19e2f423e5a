import type { BoundaryItem, SourceRange } from "@fabrikk/state";

import { readSpec } from "../../spec/read-spec.ts";
import type { SourceNote, SourceText, SpecReading } from "../../spec/spec-reading.ts";
import { readDocument } from "../feature/feature-document.ts";
import { sectionItems } from "../feature/section-items.ts";

/** Reads the `spec.md` of a mission: Markdown, but for its section "Constraints", whose points are boundaries of the list "always". */
export function readMissionSpec(source: SourceText): SpecReading {
  const { file } = source;
  const reading = readSpec(file, source.text);
  const { items } = sectionItems(readDocument(source), /^constraints?\b/i);
  const rules = items.map(({ block: { lines } }): SourceRange => ({ file, lines: [lines[0], lines[1]] }));
  const isRule = ({ lines: [from, to] }: SourceRange): boolean =>
    rules.some(({ lines }) => lines[0] <= from && to <= lines[1]);
  const requirements = reading.requirements.filter((requirement) => !isRule(requirement.source));
  const kept = new Set(requirements.map(({ id }) => id));
  const always = items.map(({ text }): BoundaryItem => ({ text, paths: [] }));
  const told = rules.map((rule): SourceNote => ({ source: rule, requirement: null, what: "boundary: always" }));
  return {
    ...reading,
    requirements,
    groupings: reading.groupings.flatMap((grouping) => {
      const requirement_ids = grouping.requirement_ids.filter((id) => kept.has(id));
      return requirement_ids.length === 0 ? [] : [{ ...grouping, requirement_ids }];
    }),
    dependencies: reading.dependencies.filter(({ from }) => kept.has(from)),
    boundaries: { ...reading.boundaries, always: [...reading.boundaries.always, ...always] },
    sentences: reading.sentences.map((each) => (isRule(each.source) ? { ...each, isClaimed: true } : each)),
    notes: [...reading.notes.filter(({ source: place }) => !isRule(place)), ...told].toSorted(
      (a, b) => a.source.lines[0] - b.source.lines[0],
    ),
  };
}
