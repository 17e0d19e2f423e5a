import { noteUse, type DataLedger } from "../../data/data-ledger.ts";
import type { DataNode } from "../../data/data-node.ts";
import { findEntry } from "../../data/fields.ts";
import { refuseKind } from "../../data/read-values.ts";

/** One task that needs another first, as it is written. */
export interface TaskEdge {
  readonly needing: string;
  readonly needed: string;
  readonly line: number;
}

/** Reads the edges of a graph: an edge leads from what comes first to what needs it, unless it says that it is a dependency. */
export function readEdges(ledger: DataLedger, node: DataNode): readonly TaskEdge[] {
  noteUse(ledger, node, { what: "dependencies", owner: null });
  if (node.type !== "list") {
    refuseKind(ledger, node, "a list of edges");
    return [];
  }
  if (node.items.length > 0)
    ledger.assumptions.add(
      'An edge from one task to another means that the first comes first, unless its type is "depends on".',
    );
  return node.items.flatMap((edge) => readEdge(ledger, edge));
}

function readEdge(ledger: DataLedger, edge: DataNode): readonly TaskEdge[] {
  const [from, to] = endsOf(edge).map((end) => (end?.type === "scalar" ? end.source.trim() : ""));
  if (from === undefined || to === undefined || from === "" || to === "") {
    refuseKind(ledger, edge, "an edge with `from` and `to`");
    return [];
  }
  const type = edge.type === "map" ? findEntry(edge, ["type", "kind", "label", "relation"])?.value : undefined;
  const isDependency = type?.type === "scalar" && /^(?:depends|requires|needs|blocked)/i.test(type.source);
  const line = edge.lines[0];
  return [isDependency ? { needing: from, needed: to, line } : { needing: to, needed: from, line }];
}

function endsOf(edge: DataNode): readonly (DataNode | undefined)[] {
  if (edge.type === "list") return edge.items.length === 2 ? edge.items : [];
  if (edge.type === "scalar") return [];
  return [
    ["from", "source", "before"],
    ["to", "target", "after"],
  ].map((keys) => findEntry(edge, keys)?.value);
}
