/** Characters that a detail for people has at most. */
const mostCharacters = 300;

/** A text as one line for people: white space folded, the end left out where it is long. */
export function oneLine(text: string): string {
  const line = text
    .slice(0, 4 * mostCharacters)
    .replace(/\s+/gu, " ")
    .trim();
  return line.length > mostCharacters ? `${line.slice(0, mostCharacters - 1)}…` : line;
}
