import { plainText } from "../../spec/plain-text.ts";
import type { SourceNote, SpecReading, SourceText } from "../../spec/spec-reading.ts";
import { readDocument, type FeatureDocument } from "../feature/feature-document.ts";
import { featureReading } from "../feature/feature-reading.ts";
import { noteOn } from "../feature/note-on.ts";
import { oneByOne } from "../feature/order-work.ts";
import { sectionItems } from "../feature/section-items.ts";
import type { WorkEntry } from "../feature/spec-entry.ts";
import { workEntries } from "../feature/work-entries.ts";
import { workLines } from "../feature/work-lines.ts";
import { changeDocuments } from "./change-documents.ts";
import { namedRequirements } from "./named-requirements.ts";
import { readDeltas, type DeltaReading } from "./read-deltas.ts";

/**
 * Reads the documents of one change, or one main spec. The requirements of its specs must hold; its task lines are the work, in
 * their order. A task line serves the requirements that it calls by name; the others are confirmed, capability by capability.
 */
export function readChange(group: readonly SourceText[]): SpecReading {
  const documents = group.map(readDocument);
  const change = changeDocuments(documents);
  const files = documents.map(({ file }) => file);
  const deltas = change.specs.map(readDeltas);
  const work = change.tasks.flatMap((document) => readTasks(document, files, deltas));
  const questions = change.designs.flatMap((document) =>
    sectionItems(document, /^open questions\b/i)
      .items.filter(({ text }) => !/^\W*none\b/i.test(text))
      .map(({ text, block: { lines } }) => ({ file: document.file, text, lines })),
  );
  return featureReading({
    title: titleOf(documents, change.folder),
    documents,
    stated: deltas.flatMap(({ stated }) => stated),
    work,
    order: oneByOne(work),
    clarifications: questions.map(({ text }) => ({ question: plainText(text), answer: null })),
    places: [
      ...deltas.flatMap(({ places }) => places),
      ...questions.map(({ file, lines }) => noteOn({ file, lines }, "open question")),
      ...change.tasks.flatMap(partTitles),
      ...change.background.map(whatHolds),
    ],
    problems: deltas.flatMap(({ problems }) => problems),
  });
}

function readTasks(
  document: FeatureDocument,
  documents: readonly string[],
  deltas: readonly DeltaReading[],
): readonly WorkEntry[] {
  const namedIn = namedRequirements(deltas.flatMap(({ names }) => [...names]));
  const lines = workLines(document).map((line) => ({ ...line, id: null }));
  return workEntries(lines, { document, documents }).map(({ entry, words }) => ({ ...entry, serves: namedIn(words) }));
}

/** A line with lines of its own below it. */
function partTitles(document: FeatureDocument): readonly SourceNote[] {
  return workLines(document)
    .filter(({ hasParts }) => hasParts)
    .map(({ index }) =>
      noteOn({ file: document.file, lines: document.blocks[index]?.lines ?? [1, 1] }, "title of the work below it"),
    );
}

function whatHolds({ file, lines }: FeatureDocument): SourceNote {
  return noteOn({ file, lines: [1, lines.length] }, "what holds before the change: background");
}

/** A change is known by the name of its folder. */
function titleOf(documents: readonly FeatureDocument[], folder: string | null): string | null {
  const name = folder?.replace(/^.*\//, "") ?? "";
  if (name !== "") return name;
  const title = documents.flatMap(({ blocks }) => blocks).find(({ isTitle }) => isTitle)?.heading ?? "";
  return title === "" ? null : title;
}
