import type { BoundaryItem } from "@fabrikk/state";

import { plainText } from "../../spec/plain-text.ts";
import type { SpecProblem } from "../../spec/spec-problem.ts";
import type { SourceNote } from "../../spec/spec-reading.ts";
import type { FeatureDocument } from "../feature/feature-document.ts";
import { noteOn } from "../feature/note-on.ts";
import { sectionItems } from "../feature/section-items.ts";
import { sectionRows } from "../feature/section-rows.ts";
import { criterionDrafts, type CriterionDraft } from "./criterion-entries.ts";
import { unitOf } from "./intent-role.ts";
import { readConstraints } from "./list-sections.ts";

/** What the brief of a unit says. */
export interface UnitReading {
  readonly unit: string;
  readonly criteria: readonly CriterionDraft[];
  readonly always: readonly BoundaryItem[];
  /** Names of the units that come first. */
  readonly needs: readonly string[];
  readonly places: readonly SourceNote[];
  readonly problems: readonly SpecProblem[];
}

/**
 * Reads a unit's success criteria, constraints and the units it depends on. The requirements assigned to it are defined elsewhere.
 * @param known ids of the intent's requirements
 */
export function readUnit(document: FeatureDocument, known: ReadonlySet<string>): UnitReading {
  const unit = unitOf(document.file, document.matter);
  const constraints = readConstraints(document);
  const criteria = criterionDrafts(document, /^success criteria$/i, { holder: `success criteria of unit ${unit}` });
  const assigned = assignedTo(document);
  return {
    unit,
    criteria: criteria.drafts,
    always: constraints.values,
    needs: unitsBefore(document),
    places: [
      ...constraints.places,
      ...assigned.map(({ id, lines }) =>
        noteOn({ file: document.file, lines }, `refers to ${id}`, known.has(id) ? id : null),
      ),
    ],
    problems: assigned
      .filter(({ id }) => known.size > 0 && !isDefined(id, known))
      .map(({ id, lines }) => ({
        code: "FABRIKK_COMPILER_LINK_UNKNOWN" as const,
        file: document.file,
        line: lines[0],
        message: `the unit is assigned ${id}, and the intent defines no such requirement`,
      })),
  };
}

function assignedTo(document: FeatureDocument) {
  const { blocks } = sectionItems(document, /^assigned requirements$/i);
  return sectionRows(document, blocks).flatMap(({ cells, lines }) => {
    const id = /^\W*([A-Z][A-Z0-9]*-\d+(?:\.\d+)*)\b/.exec(cells[0] ?? "")?.[1];
    return id === undefined ? [] : [{ id, lines }];
  });
}

/** A requirement may be the title of its points: `FR-1` of `FR-1.1`. */
function isDefined(id: string, known: ReadonlySet<string>): boolean {
  return known.has(id) || [...known].some((each) => each.startsWith(`${id}.`));
}

function unitsBefore(document: FeatureDocument): readonly string[] {
  const { blocks, items } = sectionItems(document, /^depends on$/i);
  return [
    ...sectionRows(document, blocks).map(({ cells }) => plainText(cells[0] ?? "")),
    ...items.map(({ text }) => plainText(text).replace(/[:\s].*$/, "")),
    ...(document.matter.fields.get("depends_on")?.values ?? []),
  ];
}
