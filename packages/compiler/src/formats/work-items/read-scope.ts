import type { FileScope } from "@fabrikk/state";

import { noteUse, refuseValue, type DataLedger } from "../../data/data-ledger.ts";
import type { DataNode } from "../../data/data-node.ts";
import { findEntry, readFields } from "../../data/fields.ts";
import { isNothing, refuseKind } from "../../data/read-values.ts";
import { escapeGlob } from "../../glob/escape-glob.ts";
import { globCovers } from "../../glob/glob-covers.ts";
import { globsIntersect } from "../../glob/globs-intersect.ts";
import { mustParseGlob } from "../../glob/must-parse-glob.ts";
import { parseGlob } from "../../glob/parse-glob.ts";
import { isReservedGlob, reservedFiles } from "../../scope/is-reserved-glob.ts";
import { listedValues } from "../../spec/listed-values.ts";

/** The values that say which files belong to an item. */
export interface ScopeValues {
  /** Globs, or objects that tell owned, shared, read-only and closed files apart. */
  readonly files: readonly DataNode[];
  readonly readOnly: readonly DataNode[];
  readonly shared: readonly DataNode[];
  /** Files that are named as none of the item's. */
  readonly closed: readonly DataNode[];
}

/** How paths are meant. */
export interface PathManner {
  /** Are they paths as tools write them, in which brackets and braces are parts of names? What has `*` or `?` is a glob always. */
  readonly isLiteral: boolean;
  /** The value that states the requirement whose files they are. */
  readonly owner: DataNode;
}

const parts = {
  owned: [
    ...["owned", "owns", "files", "paths", "modify", "modified", "create", "created", "change", "edit", "write", "add"],
    ...["update", "delete", "remove", "allowed", "inscope", "test", "tests"],
  ],
  readOnly: ["readonly"],
  shared: ["shared"],
  closed: ["forbidden", "closed", "outofscope", "exclude", "excluded"],
} as const;

/** The file scope of an item; what can be no glob, and what may not be owned, is reported. */
export function readScope(ledger: DataLedger, values: ScopeValues, manner: PathManner): FileScope {
  const read = (nodes: readonly DataNode[], isChanged: boolean): string[] =>
    nodes.flatMap((node) => readGlobs(ledger, node, { ...manner, isChanged }));
  const maps = values.files.flatMap((node) => (node.type === "map" ? [readFields(node, parts)] : []));
  const lists = values.files.filter(({ type }) => type !== "map");
  const owned = read([...lists, ...maps.flatMap((part) => part("owned"))], true);
  const shared = read([...values.shared, ...maps.flatMap((part) => part("shared"))], true);
  const readOnly = read([...values.readOnly, ...maps.flatMap((part) => part("readOnly"))], false);
  const closed = [...values.closed, ...maps.flatMap((part) => part("closed"))];
  return {
    owned,
    shared,
    read_only: [...readOnly, ...closed.flatMap((node) => readClosed(ledger, node, { ...manner, owned }))],
  };
}

/**
 * Files that are closed to an item. All that it does not own is closed anyway, and to name it read-only would keep the item apart from
 * their owner; only what its own globs take in as well has to be kept from them. To close all that a glob takes in is a contradiction.
 */
function readClosed(
  ledger: DataLedger,
  node: DataNode,
  manner: PathManner & { readonly owned: readonly string[] },
): readonly string[] {
  const closed = readGlobs(ledger, node, { ...manner, isChanged: false });
  return closed.filter((glob) => {
    const shut = manner.owned.find((own) => globCovers(mustParseGlob(glob), mustParseGlob(own)));
    if (shut === undefined) return manner.owned.some((own) => globsIntersect(glob, own));
    const message = `"${shut}" is named both as in scope and as out of scope`;
    refuseValue(ledger, node, { code: "FABRIKK_COMPILER_SCOPE_CONTRADICTS", message });
    return false;
  });
}

function readGlobs(
  ledger: DataLedger,
  node: DataNode,
  manner: PathManner & { readonly isChanged: boolean },
): readonly string[] {
  noteUse(ledger, node, { what: "files", owner: manner.owner });
  return pathsOf(ledger, node, manner.isLiteral).flatMap(({ text, node: place }) => {
    const glob = manner.isLiteral && !/[*?]/.test(text) ? escapeGlob(text) : text;
    const { problem } = parseGlob(glob);
    if (problem !== null) refuseValue(ledger, place, problem);
    else if (manner.isChanged && isReservedGlob(glob)) {
      const message = `no task may change "${text}": ${reservedFiles}`;
      refuseValue(ledger, place, { code: "FABRIKK_COMPILER_GLOB_RESERVED", message });
    } else return [glob];
    return [];
  });
}

interface Path {
  readonly text: string;
  readonly node: DataNode;
}

function pathsOf(ledger: DataLedger, node: DataNode, isLiteral: boolean): readonly Path[] {
  if (node.type === "list") return node.items.flatMap((item) => pathOf(ledger, item));
  const path = pathOf(ledger, node);
  if (isLiteral) return path;
  return path.flatMap(({ text }) => listedValues(text).map((value) => ({ text: value.text, node })));
}

function pathOf(ledger: DataLedger, item: DataNode): readonly Path[] {
  const node = item.type === "map" ? (findEntry(item, ["path", "file", "name", "glob"])?.value ?? item) : item;
  if (isNothing(node)) return [];
  if (node.type === "scalar" && typeof node.value === "string") return [{ text: node.value.trim(), node }];
  refuseKind(ledger, node, "a path");
  return [];
}
