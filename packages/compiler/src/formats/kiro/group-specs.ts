import { outline } from "../../spec/outline.ts";
import { parseMarkdown } from "../../spec/parse-markdown.ts";
import type { SourceText } from "../../spec/spec-reading.ts";
import { featureGroups, parentFolder } from "../feature/feature-groups.ts";
import { linkList } from "./link-lines.ts";
import { requirementNumber } from "./requirement-number.ts";

const specDocument = /^(?:requirements|design|tasks)\.md$/i;

/**
 * The documents of each Kiro spec: a folder with a `requirements.md` of numbered requirements with acceptance criteria, with a
 * `tasks.md` whose checkboxes link to them, or below `.kiro/specs/`.
 */
export function groupSpecs(sources: readonly SourceText[]): readonly (readonly SourceText[])[] {
  return featureGroups(sources, {
    rootOf: (source) => (showsSpec(source) ? parentFolder(source.file) : null),
    isPart: (path, hasFolder) => specDocument.test(path) || (hasFolder && /^[^/]+\.md$/i.test(path)),
  });
}

function showsSpec({ file, text }: SourceText): boolean {
  const name = file.replace(/^.*\//, "").toLowerCase();
  if (name !== "requirements.md" && name !== "tasks.md") return false;
  if (/(?:^|\/)\.kiro\/specs\/[^/]+\/[^/]+$/i.test(file)) return true;
  if (name === "tasks.md" && !/_[^_\n]+[:：][^_\n]*\d[^_\n]*_/.test(text)) return false;
  const blocks = outline(parseMarkdown(text));
  if (name === "tasks.md") {
    const links = blocks.some(
      ({ type, source }) => type !== "opaque" && source.split("\n").some((line) => linkList(line) !== null),
    );
    return (
      links &&
      blocks.some(({ type, isCheckbox, source }) => type === "item" && (isCheckbox || /^\[[ xX~-]\]/.test(source)))
    );
  }
  return (
    blocks.some(({ type, source }) => type === "heading" && requirementNumber(source) !== null) &&
    blocks.some(({ type, source }) =>
      type === "heading"
        ? /^acceptance criteria\b/i.test(source)
        : type === "paragraph" && /^\W*user story\b/i.test(source),
    )
  );
}
