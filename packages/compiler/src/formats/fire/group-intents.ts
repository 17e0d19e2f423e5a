import type { SourceText } from "../../spec/spec-reading.ts";
import { featureGroups } from "../feature/feature-groups.ts";
import { readFrontMatter } from "../feature/front-matter.ts";
import { intentFolder, intentRole } from "./intent-role.ts";

const intentDocument =
  /^(?:(?:requirements|brief|units|system-context|inception-log)\.md|(?:units|work-items)\/.+\.md)$/i;

/** The documents of each intent: its folder holds a brief or requirements, units with stories, or work items. */
export function groupIntents(sources: readonly SourceText[]): readonly (readonly SourceText[])[] {
  return featureGroups(sources, {
    rootOf: ({ file, text }) => (showsIntent(file, text) ? intentFolder(file) : null),
    isPart: (path, hasFolder) => intentDocument.test(path) || (hasFolder && /\.md$/i.test(path)),
  });
}

function showsIntent(file: string, text: string): boolean {
  if (!/\.md$/i.test(file)) return false;
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n?|\n/);
  const matter = readFrontMatter(lines);
  const title = lines.slice(matter.length).find((line) => line.trim() !== "") ?? "";
  return intentRole(file, matter, title.replace(/^#\s+/, "")) !== null;
}
