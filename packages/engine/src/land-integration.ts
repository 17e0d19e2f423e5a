import { moveBranch } from "./move-branch.ts";
import type { Run } from "./run.ts";
import { step } from "./step.ts";
import { writeCheckpoint } from "./write-checkpoint.ts";
import { writeStatus } from "./write-status.ts";

/** Lands the last integration, if it has not landed: commits, the branch, the checkpoint. Accepted waves are never redone. */
export async function landIntegration(run: Run): Promise<void> {
  if (run.state.landing === null) return;
  await step(run, await moveBranch(run));
  await step(run, writeCheckpoint(run));
  await writeStatus(run);
}
