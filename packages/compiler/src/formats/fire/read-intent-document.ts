import type { BoundaryItem, Clarification } from "@fabrikk/state";

import type { SourceNote } from "../../spec/spec-reading.ts";
import { folderOf, type FeatureDocument } from "../feature/feature-document.ts";
import { genericEntries } from "../feature/generic-entries.ts";
import type { SpecEntry } from "../feature/spec-entry.ts";
import { criterionDrafts, type CriterionDraft } from "./criterion-entries.ts";
import { readAssumptions, readConstraints, readQuestions } from "./list-sections.ts";

/** What the requirements or the brief of an intent say. */
export interface IntentDocumentReading {
  readonly stated: readonly SpecEntry[];
  readonly criteria: readonly CriterionDraft[];
  readonly always: readonly BoundaryItem[];
  readonly clarifications: readonly Clarification[];
  readonly assumptions: readonly string[];
  readonly places: readonly SourceNote[];
}

/**
 * Reads requirements with ids (`### FR-1: Title` with its fields), success criteria, constraints, assumptions and open questions.
 * The points of a brief's requirements need no ids.
 */
export function readIntentDocument(document: FeatureDocument): IntentDocumentReading {
  const [constraints, assumptions, questions] = [
    readConstraints(document),
    readAssumptions(document),
    readQuestions(document),
  ];
  const isBrief = document.name.toLowerCase() === "brief.md";
  const heading = isBrief ? /^(?:(?:success|acceptance) criteria|requirements)$/i : /^success criteria$/i;
  const holder = `success criteria of ${folderOf(document.file) || document.name}`;
  const criteria = criterionDrafts(document, heading, { holder });
  const taken = new Set([
    ...constraints.blocks,
    ...assumptions.blocks,
    ...questions.blocks,
    ...(criteria.drafts.length > 0 ? criteria.blocks : []),
  ]);
  return {
    stated: withoutTitles(genericEntries(document, { taken })),
    criteria: criteria.drafts,
    always: constraints.values,
    clarifications: questions.values,
    assumptions: assumptions.values,
    places: [constraints, assumptions, questions].flatMap(({ places }) => places),
  };
}

/** `### FR-1: Title` above `FR-1.1` and `FR-1.2` is their title, where it says no more. */
function withoutTitles(entries: readonly SpecEntry[]): readonly SpecEntry[] {
  const wholes = new Set(
    entries.flatMap(({ requirement: { id } }) => (id.includes(".") ? [id.slice(0, id.lastIndexOf("."))] : [])),
  );
  return entries.filter(
    ({ requirement: { id, kind, text } }) => kind !== "heading" || !wholes.has(id) || text.includes("\n"),
  );
}
