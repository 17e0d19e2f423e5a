/** The ids of a set that a text names as whole words, in the order of the text. */
export function mentionedIds(text: string, known: ReadonlySet<string>): readonly string[] {
  const words = text.match(/[A-Za-z][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*/g) ?? [];
  return [...new Set(words.filter((word) => known.has(word)))];
}
