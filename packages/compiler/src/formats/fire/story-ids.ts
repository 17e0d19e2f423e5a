import type { FeatureDocument } from "../feature/feature-document.ts";
import { unitOf } from "./intent-role.ts";

/** The author's name of a story or work item: the `id` or `story` of its front matter, else its file's name. */
export function storyName({ name, matter: { fields } }: FeatureDocument): string {
  return fields.get("id")?.value || fields.get("story")?.value || name.replace(/\.[^.]*$/, "");
}

/**
 * The requirement ids of stories and work items: their names, made legal (`001-extract-host` becomes `story-001-extract-host`). Where two
 * units use the same name, both add their unit.
 */
export function storyIds(documents: readonly FeatureDocument[]): ReadonlyMap<FeatureDocument, string> {
  const counts = new Map<string, number>();
  const plain = documents.map((document) => legal(storyName(document)));
  for (const id of plain) counts.set(id, (counts.get(id) ?? 0) + 1);
  return new Map(
    documents.map((document, index) => {
      const id = plain[index] ?? "";
      const unit = unitOf(document.file, document.matter);
      return [document, (counts.get(id) ?? 0) > 1 && unit !== "" ? legal(`${unit}.${storyName(document)}`) : id];
    }),
  );
}

function legal(name: string): string {
  const id = name.replace(/[^A-Za-z0-9._-]+/g, "-");
  return (/^[A-Za-z]/.test(id) ? id : `story-${id}`).slice(0, 120);
}
