import { dispatchId, type StepState } from "@fabrikk/state";

import type { Run } from "./run.ts";
import { stepKey } from "./step-marker.ts";

/**
 * Ends every process of the steps that an earlier engine started and did not finish: before anything is decided (design, section
 * 5). Attempts of an earlier generation are not gone on with: what they left is kept by settling them (FAB-TOP-009).
 */
export async function endLeftovers(run: Run): Promise<void> {
  const unfinished = [...run.state.steps.values()].filter(({ output }) => output === null);
  if (unfinished.length > 0) await run.commands.endLeftovers(unfinished.map((step) => markerOf(run, step)));
  const former = unfinished.filter(({ key, kind }) => kind === "work" && !key.startsWith(stepKey(run, "")));
  for (const step of former) await settleFormer(run, markerOf(run, step));
}

/** A dispatch that no engine works on settles as lost, salvaged. One that was never taken on must not be begun. */
async function settleFormer({ pool, signal }: Run, dispatch: string): Promise<void> {
  if ((await pool.inspect(dispatch)) !== "waiting") return;
  for await (const _ of pool.settlements([dispatch], signal)) return;
}

function markerOf(run: Run, { key, kind, intent }: StepState): string {
  if (kind !== "work") return `${run.id}/${key}`;
  const { task, attempt } = intent as { task: string; attempt: number };
  return dispatchId(run.id, task, attempt);
}
