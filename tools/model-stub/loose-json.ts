/** A foreign JSON value that is read without trust: what is not there is empty. */
export interface LooseJson {
  /** The member of an object or element of an array. */
  at(key: string | number): LooseJson;
  /** The elements of an array, else none. */
  list(): readonly LooseJson[];
  /** The text, else the empty one. */
  text(): string;
  readonly value: unknown;
}

/** Wraps a parsed JSON value. */
export function looseJson(value: unknown): LooseJson {
  return {
    at: (key) => looseJson(isObject(value) ? value[key] : undefined),
    list: () => (Array.isArray(value) ? value.map(looseJson) : []),
    text: () => (typeof value === "string" ? value : ""),
    value,
  };
}

function isObject(value: unknown): value is Readonly<Record<string | number, unknown>> {
  return typeof value === "object" && value !== null;
}
