import type { BoundaryItem } from "@fabrikk/state";

import { noteUse, type DataLedger } from "../../data/data-ledger.ts";
import type { DataNode } from "../../data/data-node.ts";
import { readTexts } from "../../data/read-values.ts";

/** Constraints hold for every task: boundaries of the list "always". */
export function readConstraints(ledger: DataLedger, node: DataNode): readonly BoundaryItem[] {
  noteUse(ledger, node, { what: "boundary: always", owner: null });
  return readTexts(ledger, node).map(({ text }) => ({ text, paths: [] }));
}
