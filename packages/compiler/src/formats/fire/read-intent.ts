import type { SourceNote, SpecReading, SourceText } from "../../spec/spec-reading.ts";
import { folderOf, readDocument, type FeatureDocument } from "../feature/feature-document.ts";
import { featureReading } from "../feature/feature-reading.ts";
import { noteOn } from "../feature/note-on.ts";
import { criterionEntries } from "./criterion-entries.ts";
import { intentRole, type IntentRole } from "./intent-role.ts";
import { readIntentDocument } from "./read-intent-document.ts";
import { readStories } from "./read-stories.ts";
import { readUnit } from "./read-unit.ts";

/**
 * Reads the documents of one intent. Its requirements and success criteria must hold; its stories or work items are the work, each
 * with its acceptance criteria, in the order of their dependencies. What a unit assigns refers to requirements, and defines none.
 */
export function readIntent(group: readonly SourceText[]): SpecReading {
  const documents = group.map(readDocument);
  const roles = new Map(documents.map((document) => [document, roleOf(document)]));
  const withRole = (...wanted: readonly IntentRole[]): readonly FeatureDocument[] =>
    documents.filter((document) => wanted.includes(roles.get(document) ?? "background"));
  const intents = withRole("intent").map(readIntentDocument);
  const defined = intents.flatMap(({ stated }) => stated);
  const ids = new Set(defined.map(({ requirement }) => requirement.id));
  const units = withRole("unit").map((document) => readUnit(document, ids));
  const drafts = withRole("story", "work-item");
  const criteria = criterionEntries([...intents, ...units].flatMap((each) => each.criteria));
  const stories = readStories(drafts, { known: ids, units });
  return featureReading({
    title: titleOf(withRole("intent"), documents),
    documents,
    stated: [...defined, ...criteria, ...stories.criteria],
    work: stories.work,
    order: stories.order,
    boundaries: { always: [...intents, ...units].flatMap(({ always }) => always) },
    clarifications: intents.flatMap(({ clarifications }) => clarifications),
    assumptions: intents.flatMap(({ assumptions }) => assumptions),
    places: [...[...intents, ...units].flatMap(({ places }) => places), ...withRole("log").map(logPlace)],
    problems: [...units.flatMap(({ problems }) => problems), ...stories.problems],
  });
}

function roleOf({ file, matter, blocks }: FeatureDocument): IntentRole {
  return intentRole(file, matter, blocks.find(({ isTitle }) => isTitle)?.heading ?? "") ?? "background";
}

function logPlace({ file, lines }: FeatureDocument): SourceNote {
  return noteOn({ file, lines: [1, lines.length] }, "log of what was done: background");
}

/** "Intent: Photo albums" without the name of the document's sort. */
function titleOf(intents: readonly FeatureDocument[], documents: readonly FeatureDocument[]): string | null {
  const heading = intents.flatMap(({ blocks }) => blocks).find(({ isTitle }) => isTitle)?.heading ?? "";
  const title = heading.replace(/^(?:intent|requirements)\s*[:–—-]\s*/i, "");
  return title || folderOf(documents[0]?.file ?? "") || null;
}
