/**
 * The command line that makes `sh -c` run a program with exactly these arguments (POSIX shell, quoting): what holds more than letters, digits
 * and harmless signs stands in single quotes.
 */
export function shellCommand(words: readonly string[]): string {
  return words
    .map((word, index) => (isPlain(word, index) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`))
    .join(" ");
}

/** A first word with `=` in it would be an assignment. */
function isPlain(word: string, index: number): boolean {
  return (index === 0 ? /^[\w./:@%+-]+$/ : /^[\w./:@%+=,-]+$/).test(word);
}
