import type { SpecReading, SourceText } from "../../spec/spec-reading.ts";
import { folderOf, readDocument, type FeatureDocument } from "../feature/feature-document.ts";
import { featureReading } from "../feature/feature-reading.ts";
import { readCriteria } from "./read-criteria.ts";
import { readTasks } from "./read-tasks.ts";

/** Reads the documents of one Kiro spec. */
export function readKiroSpec(group: readonly SourceText[]): SpecReading {
  const documents = group.map(readDocument);
  const named = (name: string): readonly FeatureDocument[] =>
    documents.filter((document) => document.name.toLowerCase() === name);
  const criteria = named("requirements.md").map(readCriteria);
  const byRequirement = new Map(criteria.flatMap((each) => [...each.byRequirement]));
  const files = documents.map(({ file }) => file);
  const plans = named("tasks.md").map((document) =>
    readTasks({ document, documents: files }, criteria.length === 0 ? null : byRequirement),
  );
  const isLinkless = criteria.length === 0 && plans.length > 0;
  return featureReading({
    title: titleOf(documents),
    documents,
    stated: criteria.flatMap(({ stated }) => stated),
    work: plans.flatMap(({ work }) => work),
    order: plans.flatMap(({ order }) => order),
    assumptions: [
      ...(isLinkless ? ["there is no requirements.md: what the tasks link to is not known"] : []),
      ...plans.flatMap(({ assumptions }) => assumptions),
    ],
    places: [...criteria, ...plans].flatMap(({ places }) => places),
    problems: plans.flatMap(({ problems }) => problems),
  });
}

/** The documents' own titles say only what sort they are: the folder names the feature. */
function titleOf(documents: readonly FeatureDocument[]): string | null {
  const folder = folderOf(documents[0]?.file ?? "");
  if (folder !== "") return folder;
  const titles = documents.map(({ blocks }) => blocks.find(({ isTitle }) => isTitle)?.heading ?? "");
  const named = titles.map((title) => title.replace(/^(?:requirements|design)(?: document)?\s*[:–—-]?\s*/i, ""));
  return named.find((title) => title !== "" && !/^(?:implementation plan|tasks)$/i.test(title)) ?? null;
}
