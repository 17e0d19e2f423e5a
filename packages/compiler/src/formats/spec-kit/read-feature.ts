import type { SpecReading, SourceText } from "../../spec/spec-reading.ts";
import { readDocument, folderOf, type FeatureDocument } from "../feature/feature-document.ts";
import { featureReading } from "../feature/feature-reading.ts";
import { openQuestions } from "../../spec/open-questions.ts";
import { readConstraints } from "./read-constraints.ts";
import { readSpecDocument } from "./read-spec-document.ts";
import { readTasks } from "./read-tasks.ts";

/** Reads the documents of one spec-kit feature. */
export function readFeature(group: readonly SourceText[]): SpecReading {
  const documents = group.map(readDocument);
  const named = (name: string): readonly FeatureDocument[] =>
    documents.filter((document) => document.name.toLowerCase() === name);
  const specs = named("spec.md").map(readSpecDocument);
  const stated = specs.flatMap((spec) => spec.stated);
  const stories = specs.flatMap((spec) => spec.stories);
  const files = documents.map(({ file }) => file);
  const plans = named("tasks.md").map((document) =>
    readTasks({ document, documents: files }, specs.length === 0 ? null : { stories, stated }),
  );
  const rules = readConstraints(documents);
  return featureReading({
    title: titleOf([...named("spec.md"), ...named("tasks.md"), ...named("plan.md")]),
    documents,
    stated,
    work: plans.flatMap(({ work }) => work),
    order: plans.flatMap(({ order }) => order),
    boundaries: { always: [...rules.always] },
    clarifications: [
      ...specs.flatMap(({ clarifications }) => clarifications),
      ...named("plan.md").flatMap(({ blocks }) =>
        openQuestions(
          blocks.filter(({ isCheckbox }) => !isCheckbox),
          [],
        ),
      ),
    ],
    assumptions: specs.flatMap(({ assumptions }) => assumptions),
    places: [...specs, ...plans, rules].flatMap(({ places }) => places),
    problems: plans.flatMap(({ problems }) => problems),
  });
}

/** "Feature Specification: Photo albums" without the name of the document's sort. */
function titleOf(documents: readonly FeatureDocument[]): string | null {
  for (const { blocks, file } of documents) {
    const heading = blocks.find(({ isTitle }) => isTitle)?.heading ?? "";
    const title = heading.replace(/^(?:feature specification|tasks|implementation plan)\s*(?:[:–—-]\s*)?/i, "").trim();
    if (title !== "") return title;
    if (folderOf(file) !== "") return folderOf(file);
  }
  return null;
}
