/**
 * A path or glob as it is compared: two names that some file system holds for one are equal (design, section 1). Folds
 * character by character, so that the result depends on no locale and a character stays one character.
 */
export function foldCase(text: string): string {
  if (/^[ -~]*$/.test(text)) return text.toLowerCase();
  return Array.from(text.normalize("NFC"), foldCharacter).join("");
}

/** One character, folded. */
export function foldCharacter(character: string): string {
  const folded = character.toUpperCase().toLowerCase();
  return Array.from(folded).length === 1 ? folded : character.toLowerCase();
}
