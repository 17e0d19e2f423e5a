import type { Priority } from "@fabrikk/state";

/** What the heading of a user story says. */
export interface StoryHeading {
  /** What task lines call it: `[US1]`. */
  readonly number: number;
  /** `(Priority: P1)` must, a later one should: it comes after. Null where none is given. */
  readonly priority: Priority | null;
}

/** Reads `User Story 1 - Title (Priority: P1)`; null for another heading. */
export function storyHeading(heading: string): StoryHeading | null {
  const [, digits] = /^\W*(?:user[ -]?)?(?:story|US)[ -]?0*(\d{1,4})\b/i.exec(heading) ?? [];
  if (digits === undefined) return null;
  const rank = /\bP(\d)\b/.exec(heading)?.[1];
  const priority = rank === undefined ? null : rank < "2" ? "must" : "should";
  return { number: Number(digits), priority };
}
