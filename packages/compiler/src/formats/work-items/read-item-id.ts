import { RequirementId } from "@fabrikk/state";

import { refuseValue, type DataLedger } from "../../data/data-ledger.ts";
import type { DataNode } from "../../data/data-node.ts";
import { readWord } from "../../data/read-values.ts";
import type { WorkItem } from "./work-item.ts";

/** The id that a field holds, as it is to be; null where there is none, or it can be none: that is reported. */
export function readItemId(ledger: DataLedger, node: DataNode, prefix: string): string | null {
  const word = readWord(ledger, node);
  if (word === null) return null;
  const id = legalId(word, prefix);
  if (id !== word) ledger.assumptions.add(`Ids that are numbers are written with ${prefix}- before them.`);
  return checkedId(ledger, node, id);
}

/** What is a number is no id yet: `3` becomes `TASK-3`, `2.1` becomes `TASK-2.1`. */
export function legalId(word: string, prefix: string): string {
  return /^\d+(?:[.-]\d+)*$/.test(word) ? `${prefix}-${word}` : word;
}

/** An item whose needs are written as ids are to be: a number means the id that it became. */
export function withLegalNeeds(item: WorkItem, prefix: string): WorkItem {
  return { ...item, needs: item.needs.map((need) => ({ ...need, to: legalId(need.to, prefix) })) };
}

/** The id, or null where it can be none: that is reported at the value that it stands for. */
export function checkedId(ledger: DataLedger, node: DataNode, id: string): string | null {
  if (RequirementId.safeParse(id).success) return id;
  refuseValue(ledger, node, { code: "FABRIKK_COMPILER_ID_INVALID", message: `"${id}" is no id: ${idForm}` });
  return null;
}

const idForm =
  "an id begins with a letter and holds at most 120 letters A to Z and a to z, digits, dots, dashes and underscores";
