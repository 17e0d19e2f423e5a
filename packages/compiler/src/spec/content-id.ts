import { sha256Hex } from "@fabrikk/state";

/** A statement that wants an id. */
export interface Identifiable {
  readonly authorId: string | null;
  readonly text: string;
  readonly heading: string;
}

/**
 * Ids in the order of the statements: the author's own, else one from the text, so that an edit, move or reordering
 * elsewhere changes no other id. Texts that occur more than once add their nearest heading, then their ordinal
 * under it (FAB-INT-002).
 */
export function assignIds(statements: readonly Identifiable[]): readonly string[] {
  const texts = new Map<string, number>();
  const unnamed = statements.filter(({ authorId }) => authorId === null);
  for (const { text } of unnamed) count(texts, normalizeText(text));
  const seen = new Map<string, number>();
  return statements.map(({ authorId, text, heading }) => {
    if (authorId !== null) return authorId;
    const normal = normalizeText(text);
    if (texts.get(normal) === 1) return contentId([normal]);
    const placed = [normal, normalizeText(heading)];
    const ordinal = count(seen, placed.join("\n"));
    return contentId(ordinal === 1 ? placed : [...placed, String(ordinal)]);
  });
}

/** The id made from parts of content: `R-1a2b3c4d5e`. */
export function contentId(parts: readonly string[]): string {
  return `R-${sha256Hex(parts.join("\n")).slice(0, 10)}`;
}

/** Was the id made from content, and not given by the author? */
export function isContentId(id: string): boolean {
  return /^R-[0-9a-f]{10}$/.test(id);
}

/** A text without what does not change its meaning: case, white space, punctuation, Markdown's marks. */
function normalizeText(text: string): string {
  const folded = text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\p{P}\p{Z}\p{C}`]+/gu, " ")
    .trim();
  return folded === "" ? text.trim() : folded;
}

function count(counts: Map<string, number>, key: string): number {
  const next = (counts.get(key) ?? 0) + 1;
  counts.set(key, next);
  return next;
}
