import type { PreparationFinding } from "@fabrikk/state";

import type { MergedReading } from "./merge-readings.ts";

/**
 * Packets of a plan that name no check of their own, one finding for each plan: only the quality gate would stand for them. Other
 * documents need none, so only those that declare waves are looked at.
 */
export function uncheckedFindings({
  requirements,
  groupings,
  declaredWaves,
}: Pick<MergedReading, "requirements" | "groupings" | "declaredWaves">): readonly PreparationFinding[] {
  const unchecked = new Set(
    groupings.filter(({ checks }) => checks.length === 0).flatMap(({ requirement_ids: ids }) => ids),
  );
  return declaredWaves.flatMap(({ file, waves }) => {
    const inPlan = new Set(waves.flat());
    const packets = requirements.filter(({ id }) => inPlan.has(id) && unchecked.has(id));
    const [first] = packets;
    if (first === undefined) return [];
    const ids = packets.map(({ id }) => id).join(", ");
    return [
      {
        code: "FABRIKK_INTAKE_PACKET_UNCHECKED",
        message: `${packets.length} of ${inPlan.size} packets of ${file} name no check: ${ids}`,
        source: first.source,
      },
    ];
  });
}
