import type { PreparationFinding } from "@fabrikk/state";

import type { GateDetection } from "./gate/detect-gate.ts";

/** What a person should know about the detected gate: that there is none, what was seen in subfolders, what could not be read (FAB-INT-010). */
export function gateFindings({ gate, nested, notes, lookedFor }: GateDetection): readonly PreparationFinding[] {
  return [
    ...(gate.length === 0
      ? [
          finding(
            "FABRIKK_INTAKE_GATE_MISSING",
            `no quality gate was found: which command must pass? Set quality_gate in the configuration. Looked for: ${lookedFor.join(", ")}`,
          ),
        ]
      : []),
    ...(nested.length > 0
      ? [
          finding(
            "FABRIKK_INTAKE_GATE_NESTED",
            `subfolders have commands of their own, which are no part of the quality gate: ${nested.map(({ command }) => command).join("; ")}`,
          ),
        ]
      : []),
    ...notes.map((note) => finding("FABRIKK_INTAKE_GATE_UNREAD", note)),
  ];
}

function finding(code: PreparationFinding["code"], message: string): PreparationFinding {
  return { code, message, source: null };
}
