import type { Finding, FindingTier } from "@fabrikk/state";

/**
 * What is to be done about a finding (FAB-CNC-007). Below a confidence of 0.65 it is dropped, and counted. From there on a
 * critical one is must-fix; a high one is must-fix from 0.80, else should-fix; a medium one is should-fix; a low one is
 * to be considered. A worse or surer finding never gets a milder tier.
 */
export function tierOf(severity: Finding["severity"], confidence: number): FindingTier {
  if (!(confidence >= 0.65)) return "dropped";
  switch (severity) {
    case "critical":
      return "must-fix";
    case "high":
      return confidence >= 0.8 ? "must-fix" : "should-fix";
    case "medium":
      return "should-fix";
    case "low":
      return "consider";
  }
}
