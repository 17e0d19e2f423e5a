const mostCharacters = 2000;

/** Where the failing part of a known runner's output starts. */
const failureStarts: readonly RegExp[] = [
  /^✖ failing tests:/,
  /^=+ (?:FAILURES|ERRORS) =+$/,
  /^failures:$/,
  /^ *[⎯-]+ Failed (?:Tests|Suites) /,
  /^[ \t]*\d+ failing$/,
  /^not ok \d+/,
  /^[ \t]*--- FAIL: /,
  /^[ \t]*● /,
  /^(?:FAIL|ERROR): /,
  /^Traceback \(most recent call last\):/,
  /^[ \t]*(?:\w+Error|error(?:\[\w+\])?|Error|fatal|panic)\b[^\n]*: /,
  /^\S+(?::\d+:\d+|\(\d+,\d+\)):? (?:- )?(?:fatal )?error\b/,
];

/**
 * The part of a command's output that is worth keeping: at most 2,000 characters, cut at lines. Of a failure it starts where
 * the first known runner's failing part starts; else it is the end.
 */
export function usefulEnd(text: string, failed: boolean): string {
  const trimmed = text.replace(/\n{3,}/g, "\n\n").trim();
  const start = failed ? failureStart(trimmed) : null;
  return start === null ? lastLines(trimmed) : firstLines(trimmed.slice(start));
}

/** The patterns are in order of how much they tell, so the first that occurs anywhere decides. */
function failureStart(text: string): number | null {
  for (const pattern of failureStarts) {
    const found = new RegExp(pattern.source, "m").exec(text);
    if (found !== null) return found.index;
  }
  return null;
}

function firstLines(text: string): string {
  if (text.length <= mostCharacters) return text;
  const cut = text.lastIndexOf("\n", mostCharacters - 2);
  return `${text.slice(0, cut > 0 ? cut : mostCharacters - 2)}\n…`;
}

function lastLines(text: string): string {
  if (text.length <= mostCharacters) return text;
  const start = text.length - mostCharacters + 2;
  const cut = text.indexOf("\n", start);
  return `…\n${text.slice(cut === -1 ? start : cut + 1)}`;
}
