import type { Finding } from "../records/finding.ts";
import { roundsAtHead } from "./rounds-at-head.ts";
import type { RunState } from "./run-state.ts";

/** What is to be mended: what the council found in the branch as it is, and {@link inheritedFindings}. Each finding once. */
export function openFindings(state: RunState): readonly Finding[] {
  const said = (roundsAtHead(state).council?.findings ?? []).filter(isToMend);
  return [...new Map([...said, ...inheritedFindings(state)].map((finding) => [finding.id, finding])).values()];
}

/** What a council found before an update of the spec, and nothing has mended since: it stays open also where no reviewer says it again. */
export function inheritedFindings({ unmended }: RunState): readonly Finding[] {
  return [...unmended.values()].filter(({ isInherited }) => isInherited).map(({ finding }) => finding);
}

/** Must it be mended before the run is completed (FAB-CNV-005)? */
export function isToMend({ tier }: Finding): boolean {
  return tier === "must-fix" || tier === "should-fix";
}
