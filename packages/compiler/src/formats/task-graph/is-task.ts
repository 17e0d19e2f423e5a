import type { DataMap, DataNode } from "../../data/data-node.ts";
import { findEntry } from "../../data/fields.ts";
import { itemFields } from "../work-items/item-fields.ts";

/**
 * Does an object describe a task of a plan: an id, and words that say what is to be done? Those of task runners have commands and no id.
 * @param hasKey stands its id before it, as a key?
 */
export function isTask(node: DataNode, hasKey = false): node is DataMap {
  if (node.type !== "map") return false;
  const has = (keys: readonly string[]): boolean => findEntry(node, keys) !== undefined;
  const hasWords = has(itemFields.title) || has(itemFields.statement);
  return hasWords && (hasKey ? !has(["cmds", "cmd", "command", "run", "script", "uses", "deps"]) : has(itemFields.id));
}

/** Is it an entry of an index that names a task's own file? */
export function isTaskPointer(node: DataNode): boolean {
  return node.type === "map" && !isTask(node) && findEntry(node, ["file", "path"]) !== undefined;
}
