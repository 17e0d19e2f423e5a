import type { DataMap, DataNode, Lines } from "../../data/data-node.ts";
import { findEntry, foldKey } from "../../data/fields.ts";
import { isRequirementId } from "../../spec/requirement-id.ts";
import { hasPlainText, isStatement, statesByKey } from "./is-statement.ts";

/** A value that states a requirement, with the key before it where it stands in a map: its id. */
export interface RequirementEntry {
  readonly key: string | null;
  readonly value: DataNode;
  /** With its key. */
  readonly lines: Lines;
  /** The title of the nearest section; null where there is none. */
  readonly heading: Heading | null;
}

/** The title of a section: its own, or the key before it. */
interface Heading {
  readonly text: string;
  /** Null for a key. */
  readonly node: DataNode | null;
}

const listKeys = ["requirements", "reqs", "functionalrequirements", "nonfunctionalrequirements"];
const sectionKeys = [
  ...["sections", "groups", "modules", "features", "epics", "categories", "chapters", "areas", "components"],
];
const titleKeys = ["title", "name", "section", "group", "heading"];

/**
 * The requirements of a document in order, wherever they stand: the document is a list of them; or they stand under a key such as
 * `requirements`, in the document itself, in its sections, or by the names of their groups; or the document names each by its id. None where
 * it is nothing of that: a settings or package file is no list.
 */
export function findEntries(root: DataNode): readonly RequirementEntry[] {
  if (root.type === "scalar") return [];
  if (root.type === "list") return root.items.some((item) => isStatement(item)) ? entriesOfList(root.items, null) : [];
  return sectionEntries(root, null) ?? root.entries.filter(isNamedById).map((entry) => ({ ...entry, heading: null }));
}

function isNamedById({ key, value }: { readonly key: string; readonly value: DataNode }): boolean {
  return isRequirementId(key) && statesByKey(value);
}

/** What an object holds under the keys of lists and sections; null where it is no section. Ids under `requirements` only point at others. */
function sectionEntries(value: DataNode, around: Heading | null): readonly RequirementEntry[] | null {
  if (value.type !== "map") return null;
  const heading = titleOf(value) ?? around;
  const entries = value.entries.flatMap(({ key, value: each }) => {
    const folded = foldKey(key);
    if (listKeys.includes(folded)) return entriesOfValue(each, heading);
    return sectionKeys.includes(folded) ? entriesOfSections(each) : [];
  });
  return entries.some(isStated) ? entries : null;
}

function isStated({ key, value }: RequirementEntry): boolean {
  return key === null ? isStatement(value, true) : statesByKey(value);
}

function titleOf(section: DataMap): Heading | null {
  const node = findEntry(section, titleKeys)?.value;
  return node?.type === "scalar" && typeof node.value === "string" ? { text: node.value, node } : null;
}

function keyHeading(key: string): Heading {
  return { text: key, node: null };
}

/** What stands under `requirements`: a list, lists by the names of their groups, requirements by their ids, or one text. */
function entriesOfValue(value: DataNode, heading: Heading | null): readonly RequirementEntry[] {
  if (value.type === "list") return entriesOfList(value.items, heading);
  if (value.type === "scalar") return [{ key: null, value, lines: value.lines, heading }];
  return value.entries.flatMap((entry) => {
    if (entry.value.type === "list") return entriesOfList(entry.value.items, keyHeading(entry.key));
    return sectionEntries(entry.value, keyHeading(entry.key)) ?? [{ ...entry, heading }];
  });
}

function entriesOfList(items: readonly DataNode[], heading: Heading | null): readonly RequirementEntry[] {
  return items.flatMap((value) => {
    const own = { key: null, value, lines: value.lines, heading };
    const nested = sectionEntries(value, heading);
    if (nested === null) return [own];
    return hasPlainText(value) ? [own, ...nested] : nested;
  });
}

function entriesOfSections(value: DataNode): readonly RequirementEntry[] {
  if (value.type === "list") return value.items.flatMap((item) => sectionEntries(item, null) ?? []);
  if (value.type === "scalar") return [];
  return value.entries.flatMap((entry) => sectionEntries(entry.value, keyHeading(entry.key)) ?? []);
}
