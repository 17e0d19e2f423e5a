import { auditAgain } from "./audit-again.ts";
import { decideOutcome } from "./decide-outcome.ts";
import { headOf } from "./head-of.ts";
import type { Run } from "./run.ts";
import { step } from "./step.ts";
import { writeReport } from "./write-report.ts";
import { writeStatus } from "./write-status.ts";

/** How a run's engine came to its end. `needs-person` and `stopped` go on when the run is run again. */
export interface RunOutcome {
  readonly state: "completed" | "blocked" | "needs-person" | "stopped";
  readonly detail: string;
}

/** Decides how the run stands, writes the report, and records the end: the last record of a run. */
export async function endRun(run: Run): Promise<RunOutcome> {
  const decision = decideOutcome(run.state, run.artifact);
  if (decision.state === "needs-person") {
    await run.record({ type: "run-paused", reason: "needs-person", detail: decision.detail });
    await writeStatus(run);
    return decision;
  }
  if (decision.state === "completed") await confirmBranch(run);
  await auditAgain(run);
  await step(run, writeReport(run, decision.state));
  const open = decision.state === "blocked" ? [...decision.open] : [];
  await run.record({ type: "run-ended", outcome: decision.state, open });
  await writeStatus(run);
  return { state: decision.state, detail: open.join("; ") };
}

/**
 * A run does not complete on a branch that nobody verified: moving it to where it is does nothing, or throws
 * FABRIKK_GIT_BRANCH_MOVED.
 */
async function confirmBranch(run: Run): Promise<void> {
  const { ref, commit } = headOf(run);
  await run.repository.moveRef(ref, commit, commit);
}
