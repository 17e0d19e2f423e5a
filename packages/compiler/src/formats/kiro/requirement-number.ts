/** The number in a heading such as `Requirement 3: Title`, in any language; null for another heading. */
export function requirementNumber(heading: string): number | null {
  const digits = /^(?:\p{L}[\p{L}\p{M}]* +|[^\p{ASCII}]+ ?)(\d{1,4})(?=\s*(?:$|[:：–—-]|\.(?!\d)))/u.exec(
    heading.trim(),
  )?.[1];
  return digits === undefined ? null : Number(digits);
}

/** The id of a criterion, `REQ-1.2`: what tasks link to as `1.2`. Of a requirement without criteria it is `REQ-1`. */
export function criterionId(requirement: number, criterion?: number): string {
  return criterion === undefined ? `REQ-${requirement}` : `REQ-${requirement}.${criterion}`;
}
