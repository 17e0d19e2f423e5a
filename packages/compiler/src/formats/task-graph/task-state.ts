import type { DataMap } from "../../data/data-node.ts";
import { readFields } from "../../data/fields.ts";
import { itemFields } from "../work-items/item-fields.ts";

/** Is a task to be done, done or given up, or put off? */
export type TaskState = "open" | "over" | "deferred";

const over =
  /^(?:done|complete|completed|closed|finished|pass|passed|verified|merged|resolved|shipped|released|cancell?ed|removed|rejected|obsolete|abandoned|duplicate|wont[- ]?(?:fix|do)|\+)$/i;

/** The state of a task by the words in use for it; words that are not known mean that it is open. */
export function taskState(task: DataMap): TaskState {
  const words = readFields(
    task,
    itemFields,
  )("status").map((node) => (node.type === "scalar" ? node.source.trim() : ""));
  if (words.some((word) => word === "true" || over.test(word))) return "over";
  return words.some((word) => /^(?:deferred|postponed|on[- ]hold)$/i.test(word)) ? "deferred" : "open";
}
