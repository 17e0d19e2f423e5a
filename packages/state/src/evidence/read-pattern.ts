/** A check's regular expression, `^` and `$` at every line; null where it is none. */
export function readPattern(source: string): RegExp | null {
  try {
    return new RegExp(source, "m");
  } catch {
    return null;
  }
}
