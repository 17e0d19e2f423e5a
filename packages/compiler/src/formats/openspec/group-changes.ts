import { outline } from "../../spec/outline.ts";
import { parseMarkdown } from "../../spec/parse-markdown.ts";
import type { SourceText } from "../../spec/spec-reading.ts";
import { featureGroups } from "../feature/feature-groups.ts";
import { changeFolder, isArchived } from "./change-folder.ts";
import { operationOf, requirementName } from "./requirement-heading.ts";

const changeDocument = /^(?:(?:proposal|design|tasks)\.md|\.openspec\.yaml|specs\/.+\.md)$/i;

/**
 * The documents of each change: a folder with delta specs below `specs/`, a proposal with "Why" and "What Changes", or an
 * `.openspec.yaml`. Main specs and archived changes beside a change are what holds today: they go to the first change as its
 * background. Without a change each of them is a group of its own.
 */
export function groupChanges(sources: readonly SourceText[]): readonly (readonly SourceText[])[] {
  const shown = new Map(sources.map((source) => [source, showsChange(source)]));
  const isPart = (path: string, hasFolder: boolean): boolean =>
    changeDocument.test(path) || (hasFolder && /\.(?:md|ya?ml)$/i.test(path));
  const rootOf = (source: SourceText): string | null => (shown.get(source) === true ? changeFolder(source.file) : null);
  const changes = featureGroups(
    sources.filter(({ file }) => !isArchived(file)),
    { rootOf, isPart },
  );
  const taken = new Set(changes.flat());
  const background = sources.filter((source) => !taken.has(source) && (isArchived(source.file) || isMainSpec(source)));
  const [first, ...others] = changes;
  if (first !== undefined) return [[...first, ...background], ...others];
  const archived = featureGroups(background, { rootOf, isPart });
  const inArchive = new Set(archived.flat());
  const mainSpecs = background.filter((source) => !inArchive.has(source) && isMainSpec(source));
  return [...archived, ...mainSpecs.map((source) => [source])];
}

function showsChange({ file, text }: SourceText): boolean {
  const name = file.replace(/^.*\//, "").toLowerCase();
  if (name === ".openspec.yaml") return true;
  const headings = (): readonly string[] =>
    outline(parseMarkdown(text)).flatMap(({ type, source }) => (type === "heading" ? [source] : []));
  if (name === "proposal.md") {
    return /what changes/i.test(text) && ["why", "what changes"].every((each) => hasHeading(headings(), each));
  }
  if (!name.endsWith(".md") || !/requirements/i.test(text)) return false;
  return headings().some((heading) => operationOf(heading) !== null);
}

function hasHeading(headings: readonly string[], title: string): boolean {
  return headings.some((heading) => heading.trim().toLowerCase() === title);
}

/** `### Requirement:` with `#### Scenario:` below it. */
function isMainSpec({ file, text }: SourceText): boolean {
  if (!/\.md$/i.test(file) || !/requirement:/i.test(text)) return false;
  const blocks = outline(parseMarkdown(text));
  return blocks.some(
    ({ type, source, end }, index) =>
      type === "heading" &&
      requirementName(source) !== null &&
      blocks.slice(index + 1, end).some((inner) => inner.type === "heading" && /^scenario:/i.test(inner.source)),
  );
}
