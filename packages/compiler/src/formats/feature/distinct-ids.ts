import { contentId, isContentId } from "../../spec/content-id.ts";
import type { SpecEntry, WorkEntry } from "./spec-entry.ts";

/**
 * The requirements with ids that nothing else of the feature has: one that was made from content, and whose words stand in another
 * document too, adds its file, then its ordinal (FAB-INT-002). What work serves keeps its id, and so does the work.
 */
export function distinctIds(stated: readonly SpecEntry[], work: readonly WorkEntry[]): readonly SpecEntry[] {
  const counts = new Map<string, number>();
  for (const { requirement } of [...stated, ...work]) counts.set(requirement.id, (counts.get(requirement.id) ?? 0) + 1);
  const served = new Set(work.flatMap(({ serves }) => serves));
  const taken = new Set(counts.keys());
  const isFree = ({ requirement: { id } }: SpecEntry): boolean =>
    isContentId(id) && (counts.get(id) ?? 0) > 1 && !served.has(id);
  return stated.map((entry) => {
    if (!isFree(entry)) return entry;
    const { id, source } = entry.requirement;
    let other = id;
    for (let ordinal = 1; taken.has(other); ordinal += 1)
      other = contentId([id, source.file, ...(ordinal === 1 ? [] : [String(ordinal)])]);
    taken.add(other);
    return { ...entry, requirement: { ...entry.requirement, id: other } };
  });
}
