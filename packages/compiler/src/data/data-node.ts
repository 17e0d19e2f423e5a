/** First and last line of a part of a document, counted from 1. */
export type Lines = readonly [number, number];

interface Placed {
  /** Where it stands in the document: `requirements[2].priority`; "" for the whole. */
  readonly path: string;
  readonly lines: Lines;
}

/** A value that holds no others. */
export interface DataScalar extends Placed {
  readonly type: "scalar";
  readonly value: string | number | boolean | null;
  /** As it is written: `1.10` stays `1.10`. For a text, the text itself. */
  readonly source: string;
}

/** Values in order. */
export interface DataList extends Placed {
  readonly type: "list";
  readonly items: readonly DataNode[];
}

/** Values by name, in the order in which they are written; a name stands once. */
export interface DataMap extends Placed {
  readonly type: "map";
  readonly entries: readonly DataEntry[];
}

/** One name of a map, and its value. */
export interface DataEntry {
  readonly key: string;
  readonly value: DataNode;
  /** From its key to the end of its value. */
  readonly lines: Lines;
}

/** A value of a JSON or YAML document with its place: the same shape for both. */
export type DataNode = DataScalar | DataList | DataMap;

/** Values may stand in each other so often, and no more: what reads them may walk into them. */
export const deepestValues = 64;

/** The path of a value in a map. A name that is no plain word stands in quotes. */
export function keyPath(path: string, key: string): string {
  if (!/^[\w-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}
