import type { NamedClaim } from "../../spec/claim-notes.ts";
import type { SpecEntry } from "./spec-entry.ts";

/** The claims of entries, with their ids. */
export function namedClaims(entries: readonly SpecEntry[]): readonly NamedClaim[] {
  return entries.flatMap(({ claim, requirement: { id } }) => (claim === null ? [] : [{ claim, id }]));
}
