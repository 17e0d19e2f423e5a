/** Is it an object with named fields, as a parser of JSON, YAML or TOML gives it? */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object at the end of a path of names; an empty one where there is none. */
export function recordAt(value: unknown, ...names: readonly string[]): Readonly<Record<string, unknown>> {
  let at: unknown = value;
  for (const name of names) at = isRecord(at) && Object.hasOwn(at, name) ? at[name] : undefined;
  return isRecord(at) ? at : {};
}
