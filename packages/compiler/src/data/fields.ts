import type { DataEntry, DataMap, DataNode } from "./data-node.ts";

/** Names of fields, and the keys that stand for each, folded by `foldKey`. */
export type FieldTable<Name extends string> = Readonly<Record<Name, readonly string[]>>;

/** A key without case, dashes, underscores, dots and spaces: `acceptanceCriteria` and `acceptance_criteria` are one. */
export function foldKey(key: string): string {
  return key.toLowerCase().replace(/[-_. ]/g, "");
}

/**
 * The values of a map by field. Two keys may stand for one field: then the order of the table counts, and not that of the document.
 */
export function readFields<Name extends string>(
  map: DataMap,
  table: FieldTable<Name>,
): (name: Name) => readonly DataNode[] {
  const byKey = new Map<string, DataNode[]>();
  for (const { key, value } of map.entries) {
    const folded = foldKey(key);
    const known = byKey.get(folded);
    if (known === undefined) byKey.set(folded, [value]);
    else known.push(value);
  }
  return (name) => table[name].flatMap((key) => byKey.get(key) ?? []);
}

/** The entry of a map whose folded key is one of these, the first in the order of the document. */
export function findEntry(map: DataMap, keys: readonly string[]): DataEntry | undefined {
  return map.entries.find(({ key }) => keys.includes(foldKey(key)));
}
