import { literalRanges } from "@fabrikk/compiler";

/** What a text may call files by, in order, each once. */
export interface Mentions {
  /** What looks like a path, with whether it stands in back ticks. */
  readonly paths: readonly { readonly path: string; readonly isQuoted: boolean }[];
  /** Names in back ticks that look like code: `parseLine`, `LineParser`, `load()`. */
  readonly names: readonly string[];
}

/** Words before a path that make it a source to be read, and not a file to be changed. */
const reference =
  /\b(?:see|cf\.?|per|refers? to|according to|as in|(?:described|defined|specified|documented|explained|listed|shown) (?:in|by))\s+(?:also\s+)?(?:the\s+)?(?:file\s+)?["'(*_[]*$/i;

/** Reads the mentions of a requirement's text, which is Markdown. What it only refers to, and addresses of the web, are none. */
export function mentionsOf(text: string): Mentions {
  const paths = new Map<string, boolean>();
  const names = new Set<string>();
  const codes = literalRanges(text).filter(({ what }) => what === "code");
  let at = 0;
  for (const { from, to, ticks } of codes) {
    const before = text.slice(at, from);
    addBare(paths, before);
    at = to;
    if (reference.test(before)) continue;
    const code = text.slice(from + ticks, to - ticks).trim();
    const name = codeName(code);
    if (name !== null) names.add(name);
    for (const word of code.split(/[\s,;]+/)) {
      const path = plainPath(word);
      if (path !== null) paths.set(path, true);
    }
  }
  addBare(paths, text.slice(at));
  return { paths: [...paths].map(([path, isQuoted]) => ({ path, isQuoted })), names: [...names] };
}

/** Outside of back ticks a path has an extension. */
function addBare(paths: Map<string, boolean>, text: string): void {
  for (const match of text.matchAll(/[^\s<>"'“”‘’|,;()]+/g)) {
    const path = plainPath(unwrapped(match[0]));
    if (path === null || !/[^/]\.[A-Za-z][A-Za-z0-9]{0,9}$/.test(path) || paths.has(path)) continue;
    if (!reference.test(text.slice(Math.max(0, match.index - 40), match.index))) paths.set(path, false);
  }
}

/** Without emphasis or brackets around it, and the end of a sentence behind it. */
function unwrapped(word: string): string {
  const inner = /^([*_]+)(.*)\1$/.exec(withoutEnd(word))?.[2] ?? withoutEnd(word);
  return withoutEnd(/^\[(.*)\]$/.exec(inner)?.[1] ?? inner);
}

function withoutEnd(word: string): string {
  return word.replace(/[.:!?…]+$/, "");
}

/** A relative path without `./` and the line behind it; null for what can be none: an address, a glob, a place outside. */
function plainPath(word: string): string | null {
  const path = word.replace(/^(?:\.\/)+/, "").replace(/(?:(?::\d+){1,2}|#L\d+(?:-L?\d+)?)$/, "");
  if (path === "" || /^[~/]|:\/\/|[*?{}\\]|\p{Cc}/u.test(path)) return null;
  return path.split("/").some((name) => name === "" || name === "." || name === "..") ? null : path;
}

/** A function, a class, or a member of one: the first name counts. Plain lower-case words are values, or words. */
function codeName(code: string): string | null {
  const match = /^([A-Za-z_$][\w$]{2,})(?:(?:\.|::|#)[\w$]+)*(\(\))?$/.exec(code);
  const name = match?.[1] ?? null;
  return name !== null && (match?.[2] !== undefined || /[A-Z_]/.test(name)) ? name : null;
}
