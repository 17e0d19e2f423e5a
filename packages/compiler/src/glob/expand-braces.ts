const most = 1000;

/**
 * The globs that `{a,b}` stands for; braces may be nested and hold folders. Null where a brace is not closed, holds a
 * `1..3` sequence (not part of the language), or more than 1,000 globs would come out.
 */
export function expandBraces(glob: string): readonly string[] | null {
  let done: string[] = [];
  let open: string[] = [glob];
  while (open.length > 0) {
    const next: string[] = [];
    for (const text of open) {
      const brace = firstBrace(text);
      if (brace === null) done.push(text);
      else if (brace.to === -1 || (brace.parts.length === 1 && /^[^,]*\.\.[^,/]*$/.test(brace.parts[0] ?? "")))
        return null;
      else next.push(...brace.parts.map((part) => text.slice(0, brace.from) + part + text.slice(brace.to)));
    }
    if (next.length + done.length > most) return null;
    open = next;
  }
  done = [...new Set(done)];
  return done;
}

interface Brace {
  readonly from: number;
  /** Offset after the closing brace; -1 where there is none. */
  readonly to: number;
  readonly parts: readonly string[];
}

function firstBrace(text: string): Brace | null {
  const parts: string[] = [];
  let from = -1;
  let depth = 0;
  let part = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === "\\") index += 1;
    else if (character === "[") index = Math.max(index, classEnd(text, index));
    else if (character === "{") {
      depth += 1;
      if (depth === 1) {
        from = index;
        part = index + 1;
      }
    } else if (depth > 0 && character === "}") {
      depth -= 1;
      if (depth === 0) return { from, to: index + 1, parts: [...parts, text.slice(part, index)] };
    } else if (depth === 1 && character === ",") {
      parts.push(text.slice(part, index));
      part = index + 1;
    }
  }
  return depth === 0 ? null : { from, to: -1, parts };
}

/** Offset of the `]` that closes the class opened at `from`, or -1. A `]` right after the opening is a member. */
export function classEnd(text: string, from: number): number {
  let index = from + 1;
  if (text[index] === "!" || text[index] === "^") index += 1;
  if (text[index] === "]") index += 1;
  for (; index < text.length; index += 1) {
    if (text[index] === "\\") index += 1;
    else if (text[index] === "]") return index;
  }
  return -1;
}
