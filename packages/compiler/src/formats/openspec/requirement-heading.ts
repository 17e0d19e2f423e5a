/** What a section of a spec does with the requirements in it; null for a section that only states them. */
export type Operation = "added" | "modified" | "removed" | "renamed";

/** The name behind `### Requirement:`, null for another heading. */
export function requirementName(heading: string): string | null {
  const name = /^requirement:\s*(\S.*)$/i.exec(heading.trim())?.[1]?.trim();
  return name === undefined ? null : name.replace(/\s+/g, " ");
}

/** The operation of a heading such as `## ADDED Requirements`. */
export function operationOf(heading: string): Operation | null {
  const word = /^(added|modified|removed|renamed) requirements$/i.exec(heading.trim())?.[1];
  return word === undefined ? null : (word.toLowerCase() as Operation);
}
