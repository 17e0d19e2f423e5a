import { reviewSpec } from "@fabrikk/intake";

import type { Run } from "./run.ts";
import type { Step } from "./step.ts";

/** Stage 1, structural: is the frozen artifact something that can be planned and checked? */
export function reviewTheSpec(run: Run): Step<"spec-review"> {
  const review = async () => ({ kind: "spec-review" as const, verdict: reviewSpec(run.artifact) });
  return { key: "spec-review", kind: "spec-review", input: null, run: review, recover: review };
}
