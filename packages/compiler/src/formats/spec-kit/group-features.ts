import { outline } from "../../spec/outline.ts";
import { parseMarkdown } from "../../spec/parse-markdown.ts";
import type { SourceText } from "../../spec/spec-reading.ts";
import { featureGroups, parentFolder } from "../feature/feature-groups.ts";
import { storyHeading } from "./story-heading.ts";

const featureDocument =
  /^(?:(?:spec|plan|tasks|research|data-model|quickstart)\.md|contracts\/.+|checklists\/.+\.md)$/i;
const constitution = /(?:^|\/)memory\/constitution\.md$/i;

/**
 * The documents of each spec-kit feature: a folder with a `spec.md` that has user stories or is titled "Feature Specification", a
 * `tasks.md` with `T001` lines, or a `plan.md` titled "Implementation Plan" beside one of them. The constitution goes to the first.
 */
export function groupFeatures(sources: readonly SourceText[]): readonly (readonly SourceText[])[] {
  const rules = sources.filter(({ file }) => constitution.test(file));
  const [first, ...others] = featureGroups(
    sources.filter(({ file }) => !constitution.test(file)),
    {
      rootOf: (source) => (showsFeature(source) ? parentFolder(source.file) : null),
      isPart: (path, hasFolder) => featureDocument.test(path) || (hasFolder && /\.md$/i.test(path)),
    },
  );
  return first === undefined ? [] : [[...first, ...rules], ...others];
}

function showsFeature({ file, text }: SourceText): boolean {
  const name = file.replace(/^.*\//, "").toLowerCase();
  if (name === "spec.md" && /user stor|feature specification/i.test(text)) {
    return outline(parseMarkdown(text)).some(
      ({ type, source }) => type === "heading" && (/^feature specification\b/i.test(source) || isStory(source)),
    );
  }
  if (name !== "tasks.md" || !/\bT\d{3}/.test(text)) return false;
  return outline(parseMarkdown(text)).some(
    ({ type, isCheckbox, body, source }) =>
      (type === "item" && isCheckbox && /^(?:\*\*)?T\d{3,}\b/.test(body)) ||
      (type === "heading" && /^T\d{3,}\b/.test(source)),
  );
}

function isStory(heading: string): boolean {
  return /^user story\b/i.test(heading) && storyHeading(heading) !== null;
}
