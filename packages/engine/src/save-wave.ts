import type { RecordedRun } from "./run.ts";
import { step } from "./step.ts";
import { writeCheckpoint } from "./write-checkpoint.ts";
import { writeStatus } from "./write-status.ts";

/** Ends a wave: the checkpoint of all that came since the last one, and the status as it is now. */
export async function saveWave(run: RecordedRun): Promise<void> {
  await step(run, writeCheckpoint(run));
  await writeStatus(run);
}
