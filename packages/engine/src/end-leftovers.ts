import { dispatchId, type StepState } from "@fabrikk/state";

import type { Run } from "./run.ts";

/** Ends every process of the steps that an earlier engine started and did not finish: before anything is decided (design, section 5). */
export async function endLeftovers(run: Run): Promise<void> {
  const unfinished = [...run.state.steps.values()].filter(({ output }) => output === null);
  if (unfinished.length > 0) await run.commands.endLeftovers(unfinished.map((step) => markerOf(run, step)));
}

function markerOf(run: Run, { key, kind, intent }: StepState): string {
  if (kind !== "work") return `${run.id}/${key}`;
  const { task, attempt } = intent as { task: string; attempt: number };
  return dispatchId(run.id, task, attempt);
}
