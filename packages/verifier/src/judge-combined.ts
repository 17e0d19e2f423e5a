import { verdictOf, type Check, type Evidence, type Verdict } from "@fabrikk/state";

import { judgeChecks } from "./conditions/checks.ts";

/**
 * Judges a wave's combined tree before the branch moves (FAB-VER-011): the quality gate's commands and the checks of every
 * task in it. What was measured on another tree proves nothing here.
 */
export function judgeCombined(request: {
  readonly tree: string;
  readonly checks: readonly Check[];
  readonly evidence: readonly Evidence[];
}): Verdict {
  return verdictOf(judgeChecks(request, request.evidence));
}
