import type { DataLedger } from "../../data/data-ledger.ts";
import { noteUse } from "../../data/data-ledger.ts";
import type { DataMap, DataNode } from "../../data/data-node.ts";
import { findEntry } from "../../data/fields.ts";
import { refuseKind } from "../../data/read-values.ts";
import type { ItemManner } from "../work-items/item-manner.ts";
import { readItem } from "../work-items/read-item.ts";
import { withLegalNeeds } from "../work-items/read-item-id.ts";
import type { WorkItem } from "../work-items/work-item.ts";

/** The packets of a plan, and the waves that it declares: the ids of each wave's packets. */
export interface PlanReading {
  readonly packets: readonly WorkItem[];
  readonly waves: readonly (readonly string[])[];
}

const manner: ItemManner = { kind: "work", idPrefix: "PACKET", isForeign: true };

/** Reads the work packets of a plan, wave by wave in the order of their numbers. */
export function readPlan(ledger: DataLedger, root: DataMap): PlanReading {
  const node = findEntry(root, ["waves"])?.value;
  const waves = (node === undefined ? [] : listOf(ledger, node)).flatMap((wave) => readWave(ledger, wave));
  const inOrder = waves.toSorted((a, b) => a.number - b.number);
  return {
    packets: waves.flatMap(({ packets }) => packets),
    waves: inOrder.map(({ packets }) => packets.flatMap(({ statement }) => statement.authorId ?? [])),
  };
}

function readWave(
  ledger: DataLedger,
  wave: DataNode,
): readonly { readonly number: number; readonly packets: readonly WorkItem[] }[] {
  if (wave.type !== "map") {
    refuseKind(ledger, wave, "a wave with work_packets");
    return [];
  }
  const number = findEntry(wave, ["wavenumber"])?.value;
  if (number !== undefined) noteUse(ledger, number, { what: "number of a declared wave", owner: null });
  const packets = findEntry(wave, ["workpackets"])?.value;
  return [
    {
      number: number?.type === "scalar" && typeof number.value === "number" ? number.value : Number.MAX_SAFE_INTEGER,
      packets: (packets === undefined ? [] : listOf(ledger, packets)).flatMap((packet) => readPacket(ledger, packet)),
    },
  ];
}

function readPacket(ledger: DataLedger, packet: DataNode): readonly WorkItem[] {
  if (packet.type === "map")
    return [
      withLegalNeeds(
        readItem(ledger, { map: packet, lines: packet.lines, id: null, heading: "" }, manner),
        manner.idPrefix,
      ),
    ];
  refuseKind(ledger, packet, "a work packet");
  return [];
}

function listOf(ledger: DataLedger, node: DataNode): readonly DataNode[] {
  if (node.type === "list") return node.items;
  refuseKind(ledger, node, "a list");
  return [];
}
