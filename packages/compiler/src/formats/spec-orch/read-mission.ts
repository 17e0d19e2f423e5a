import type { BoundaryItem } from "@fabrikk/state";

import { noteUse, type DataLedger } from "../../data/data-ledger.ts";
import type { DataMap } from "../../data/data-node.ts";
import { findEntry } from "../../data/fields.ts";
import { readText } from "../../data/read-values.ts";
import { readCriteria } from "../work-items/read-criteria.ts";
import type { ItemStatement } from "../work-items/work-item.ts";
import { readConstraints } from "./read-constraints.ts";

/** What a mission says: what must hold at its end, and the rules on the way. */
export interface MissionReading {
  readonly title: string | null;
  readonly criteria: readonly ItemStatement[];
  readonly always: readonly BoundaryItem[];
}

/** Reads a mission's own document. */
export function readMission(ledger: DataLedger, root: DataMap): MissionReading {
  const found = (key: string) => findEntry(root, [key])?.value;
  const [named, criteria, constraints] = [found("title"), found("acceptancecriteria"), found("constraints")];
  if (named !== undefined) noteUse(ledger, named, { what: "title of the mission", owner: null });
  const title = named === undefined ? null : readText(ledger, named);
  return {
    title,
    criteria:
      criteria === undefined
        ? []
        : readCriteria(ledger, criteria, { kind: "work", title: title ?? "", priority: null, risk: null }),
    always: constraints === undefined ? [] : readConstraints(ledger, constraints),
  };
}
