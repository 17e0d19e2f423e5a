/** A value that a foreign program printed, read loosely: what is absent or of another type is null or empty, never an error. */
export interface ForeignValue {
  at(...path: readonly string[]): ForeignValue;
  text(...path: readonly string[]): string | null;
  /** A finite number that is not negative. */
  amount(...path: readonly string[]): number | null;
  /** A whole number that is not negative and exact. */
  count(...path: readonly string[]): number | null;
  flag(...path: readonly string[]): boolean | null;
  list(...path: readonly string[]): readonly ForeignValue[];
  entries(...path: readonly string[]): readonly (readonly [string, ForeignValue])[];
  /** JSON text of what is there; null where nothing is. */
  json(...path: readonly string[]): string | null;
}

function foreignValue(raw: unknown): ForeignValue {
  const read = (path: readonly string[]) => path.reduce(ownField, raw);
  const amount = (path: readonly string[]) => {
    const found = read(path);
    return typeof found === "number" && Number.isFinite(found) && found >= 0 ? found : null;
  };
  return {
    at: (...path) => foreignValue(read(path)),
    text: (...path) => {
      const found = read(path);
      return typeof found === "string" ? found : null;
    },
    amount: (...path) => amount(path),
    count: (...path) => {
      const found = amount(path);
      return Number.isSafeInteger(found) ? found : null;
    },
    flag: (...path) => {
      const found = read(path);
      return typeof found === "boolean" ? found : null;
    },
    list: (...path) => {
      const found = read(path);
      return Array.isArray(found) ? found.map(foreignValue) : [];
    },
    entries: (...path) => {
      const found = read(path);
      const isRecord = typeof found === "object" && found !== null && !Array.isArray(found);
      return isRecord ? Object.entries(found).map(([name, value]) => [name, foreignValue(value)] as const) : [];
    },
    json: (...path) => {
      try {
        return JSON.stringify(read(path) ?? undefined) ?? null;
      } catch {
        return null; // nested deeper than the stack
      }
    },
  };
}

/** One line of an event stream; null where it is no JSON object: a notice, half a line, a login page. */
export function parseEventLine(line: string): ForeignValue | null {
  if (!line.trimStart().startsWith("{")) return null;
  try {
    return foreignValue(JSON.parse(line));
  } catch {
    return null;
  }
}

function ownField(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}
