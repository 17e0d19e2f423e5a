import type { DataNode } from "../../data/data-node.ts";
import { findEntry } from "../../data/fields.ts";

/** What a document is to spec-orch. */
export type SpecOrchKind = "issue" | "plan" | "mission";

/** What a document is to spec-orch, by the keys that only its documents have; null for all else. Broken ones are known by what can be read. */
export function documentKind(root: DataNode | null): SpecOrchKind | null {
  if (root?.type !== "map") return null;
  const has = (key: string): boolean => findEntry(root, [key]) !== undefined;
  const waves = findEntry(root, ["waves"])?.value;
  if (waves?.type === "list" && (has("planid") || waves.items.some(holdsPackets))) return "plan";
  if (has("missionid") && (has("acceptancecriteria") || has("constraints") || has("specpath"))) return "mission";
  return has("issueid") && (has("title") || has("summary") || has("builderprompt")) ? "issue" : null;
}

function holdsPackets(wave: DataNode): boolean {
  return wave.type === "map" && findEntry(wave, ["workpackets"]) !== undefined;
}
