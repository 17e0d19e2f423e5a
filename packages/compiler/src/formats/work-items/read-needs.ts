import { findEntry } from "../../data/fields.ts";
import { noteUse, type DataLedger } from "../../data/data-ledger.ts";
import type { DataNode } from "../../data/data-node.ts";
import { readWord } from "../../data/read-values.ts";
import { directiveWords, saysNothing } from "../../spec/directive-words.ts";
import type { ItemNeed } from "./work-item.ts";

/** The ids that the statement made from a value needs first: one text with commas, or a list of ids or of objects with an `id`. */
export function readNeeds(ledger: DataLedger, node: DataNode, from: DataNode): readonly ItemNeed[] {
  noteUse(ledger, node, { what: "dependencies", owner: from });
  if (node.type === "list") return node.items.flatMap((item) => readNeed(ledger, item, from));
  const text = readWord(ledger, node);
  if (text === null || saysNothing(text)) return [];
  return directiveWords(text).map((to) => ({ from, to, line: node.lines[0] }));
}

function readNeed(ledger: DataLedger, item: DataNode, from: DataNode): readonly ItemNeed[] {
  const named =
    item.type === "map" ? findEntry(item, ["id", "task", "taskid", "ref", "requirement"])?.value : undefined;
  const to = readWord(ledger, named ?? item);
  return to === null ? [] : [{ from, to, line: item.lines[0] }];
}
