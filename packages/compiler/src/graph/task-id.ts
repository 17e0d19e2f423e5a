import type { Requirement } from "@fabrikk/state";

import { isContentId } from "../spec/content-id.ts";

const longest = 48;

/**
 * An id for a task: the author's id of its first requirement, or a slug of the title and the first digits of the id that was
 * made from the text. Reordering does not change it.
 */
export function taskIdOf(first: Requirement, title: string): string {
  if (!isContentId(first.id)) return slug(first.id) || "task";
  const digits = slug(first.id.replace(/^R-/, "")).slice(0, 6);
  return [slug(title), digits].filter((part) => part !== "").join("-") || "task";
}

/** The id with a number where it is taken already. */
export function uniqueId(id: string, taken: ReadonlySet<string>): string {
  if (!taken.has(id)) return id;
  for (let number = 2; ; number += 1) if (!taken.has(`${id}-${number}`)) return `${id}-${number}`;
}

function slug(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, longest)
    .replace(/^-+|-+$/g, "");
}
