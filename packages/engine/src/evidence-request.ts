import { evidenceKey, type Check } from "@fabrikk/state";
import type { EvidenceRequest } from "@fabrikk/verifier";

import { processLimits } from "./process-limits.ts";
import type { Run } from "./run.ts";

/** What to measure, on which tree, and for which task it is shown. */
export interface Measurement {
  readonly tree: string;
  readonly checks: readonly Check[];
  readonly task: string;
}

/** The parts of a request for evidence that are the same wherever the engine measures: limits, environment, what is known already. */
export function evidenceRequest(
  run: Run,
  { tree, checks, task }: Measurement,
): Pick<EvidenceRequest, "tree" | "checks" | "environment" | "limits" | "known" | "signal" | "onCommand"> {
  return {
    tree,
    checks,
    environment: run.environment,
    limits: processLimits(run.config, "command"),
    known: (ofTree, subject) => {
      const fact = run.state.evidence.get(evidenceKey(ofTree, subject));
      return fact?.value === "pass" ? fact : undefined;
    },
    signal: run.signal,
    onCommand: (command) => run.events.emit({ type: "command-started", task, command }),
  };
}
