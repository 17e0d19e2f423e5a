/** Names of more words are not looked for. */
const mostWords = 20;

/**
 * A function that finds the requirements which a text calls by name, whatever its case and marks. A name of one word may mean
 * anything, and is not looked for. The cost grows with the text, not with the number of names.
 * @param names of the requirements, by id
 */
export function namedRequirements(names: Iterable<readonly [string, string]>): (text: string) => readonly string[] {
  const ids = new Map<string, string[]>();
  let longest = 0;
  for (const [id, name] of names) {
    const words = wordsOf(name);
    if (words.length < 2 || words.length > mostWords) continue;
    longest = Math.max(longest, words.length);
    const key = words.join(" ");
    const same = ids.get(key);
    if (same === undefined) ids.set(key, [id]);
    else same.push(id);
  }
  return (text) => {
    const words = longest === 0 ? [] : wordsOf(text);
    const found = words.flatMap((_, from) =>
      Array.from({ length: longest - 1 }, (__, index) => words.slice(from, from + index + 2))
        .filter((part, index) => part.length === index + 2)
        .flatMap((part) => ids.get(part.join(" ")) ?? []),
    );
    return [...new Set(found)];
  };
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
