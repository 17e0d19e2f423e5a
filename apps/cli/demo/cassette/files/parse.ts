import { DurationError } from "./duration-error.ts";
import { findUnit } from "./units.ts";

/**
 * Reads a duration such as `1h 30m`, `-2 days` or `1.5 hours`.
 * @returns whole milliseconds
 * @throws DurationError for a text that is not a duration
 */
export function parse(text: string): number {
  const start = /^\s*-?/.exec(text)?.[0].length ?? 0;
  const end = text.trimEnd().length;
  if (start >= end) throw new DurationError("no duration", text, 0);

  const part = /\s*(\d+(?:\.\d+)?)(\s*)([a-z]+)/iy;
  const seen = new Set<string>();
  let total = 0;
  for (let position = start; position < end; position = part.lastIndex) {
    part.lastIndex = position;
    const match = part.exec(text);
    if (match === null) throw new DurationError("expected a number and a unit", text, skipSpace(text, position));
    const [, amount = "", , name = ""] = match;
    const unit = findUnit(name);
    const namedAt = part.lastIndex - name.length;
    if (unit === undefined) throw new DurationError(`unknown unit ${name}`, text, namedAt);
    if (seen.has(unit.short)) throw new DurationError(`second ${unit.long}`, text, namedAt);
    seen.add(unit.short);
    total += Math.round(Number(amount) * unit.milliseconds);
  }
  const negative = total > 0 && text.trimStart().startsWith("-");
  return negative ? -total : total;
}

function skipSpace(text: string, position: number): number {
  return position + (/^\s*/.exec(text.slice(position))?.[0].length ?? 0);
}
