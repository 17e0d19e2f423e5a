/** A path as it can be shown on one line: control characters as escapes. */
export function showPath(path: string): string {
  return path.replace(/\p{Cc}/gu, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`);
}
