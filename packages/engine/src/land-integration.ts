import { moveBranch } from "./move-branch.ts";
import type { RecordedRun } from "./run.ts";
import { saveWave } from "./save-wave.ts";
import { step } from "./step.ts";
import { checkpointDue } from "./wave-limit.ts";

/** Lands the last integration, if it has not landed: commits, the branch, the checkpoint when it is due. Accepted waves are never redone. */
export async function landIntegration(run: RecordedRun): Promise<void> {
  if (run.state.landing !== null) await step(run, await moveBranch(run));
  if (checkpointDue(run.state)) await saveWave(run);
}
