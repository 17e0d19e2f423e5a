import { noteUse, type DataLedger } from "../../data/data-ledger.ts";
import type { DataNode } from "../../data/data-node.ts";
import { isNothing, readText } from "../../data/read-values.ts";

/** Why a requirement was put off: `deferred: <reason>`, or `true` for none that is given. Null where it was not. */
export function readDeferral(ledger: DataLedger, nodes: readonly DataNode[], owner: DataNode): string | null {
  for (const node of nodes) {
    noteUse(ledger, node, { what: "deferral", owner });
    if (isNothing(node) || (node.type === "scalar" && node.value === false)) continue;
    return node.type === "scalar" && node.value === true ? "deferred in the spec" : readText(ledger, node);
  }
  return null;
}
