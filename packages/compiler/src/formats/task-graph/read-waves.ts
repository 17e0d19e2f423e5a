import { noteUse, type DataLedger } from "../../data/data-ledger.ts";
import type { DataMap, DataNode } from "../../data/data-node.ts";
import { findEntry, readFields } from "../../data/fields.ts";
import { itemFields } from "../work-items/item-fields.ts";

/** The waves that a plan declares for all its tasks: `waves`, also within `execution_strategy`; each the ids of its tasks, as they are written. */
export function readWaves(ledger: DataLedger, holder: DataMap): readonly (readonly string[])[] {
  const strategy = findEntry(holder, ["executionstrategy"])?.value;
  const found = [holder, strategy].flatMap((map) =>
    map?.type === "map" ? (findEntry(map, ["waves"])?.value ?? []) : [],
  );
  const [waves] = found;
  if (waves?.type !== "list") return [];
  noteUse(ledger, waves, { what: "declared waves", owner: null });
  return waves.items.map((wave) => {
    const tasks = wave.type === "map" ? findEntry(wave, ["tasks", "taskids", "ids"])?.value : wave;
    return tasks?.type === "list" ? tasks.items.flatMap(wordOf) : [];
  });
}

/** The number of the wave that a task itself names: `2`, `W2`, `wave-2`; null for none. */
export function waveNumber(ledger: DataLedger, task: DataMap): number | null {
  const [node] = readFields(task, itemFields)("wave");
  const digits = node?.type === "scalar" ? /^(?:w|wave[- ]?)?(\d{1,6})$/i.exec(node.source.trim())?.[1] : undefined;
  if (node === undefined || digits === undefined) return null;
  noteUse(ledger, node, { what: "declared wave", owner: task });
  return Number(digits);
}

function wordOf(node: DataNode): readonly string[] {
  return node.type === "scalar" && node.source.trim() !== "" ? [node.source.trim()] : [];
}
