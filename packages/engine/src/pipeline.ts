import { approvePlan } from "./approve-plan.ts";
import { councilReview } from "./council-review.ts";
import { allIntegrated, holds } from "./decide-outcome.ts";
import { endRun, type RunOutcome } from "./end-run.ts";
import { hygieneGate } from "./hygiene-gate.ts";
import { implement } from "./implement.ts";
import { openBranch } from "./open-branch.ts";
import { planWork } from "./plan-work.ts";
import { repairFindings } from "./repair-findings.ts";
import { reviewTheSpec } from "./review-the-spec.ts";
import type { Run } from "./run.ts";
import { step } from "./step.ts";

/**
 * The stages of a run, in order: spec review, work plan, then implementation, hygiene and council until there is
 * nothing left to repair. Every act in them is a journaled `step`, also inside the stages that are called plainly: kill
 * the engine anywhere, run it again, and it goes on where it was. No agent skips a stage, adds one, or says that one is
 * over: verdicts are computed, and only pass and warn `hold`.
 */
export async function pipeline(run: Run): Promise<RunOutcome> {
  const specReview = await step(run, reviewTheSpec(run));
  if (!holds(specReview.verdict)) return endRun(run);

  // Compiled again, without a model: exactly what was approved, or the run stops here.
  const plan = await step(run, planWork(run));
  if (!holds(plan.verdict) || !(await approvePlan(run))) return endRun(run);

  await step(run, openBranch(run));
  for (;;) {
    // Wave by wave, or continuously: fresh workers, verify then trust, the combined tree verified, one commit a task, branch, checkpoint.
    await implement(run);
    if (!allIntegrated(run.state)) return endRun(run);

    // The project's own tools look before any reviewer is paid.
    const hygiene = await step(run, hygieneGate(run));
    if (holds(hygiene.verdict)) await councilReview(run);

    // What hygiene and council found becomes tasks, which go round again. None: the run is completed, or blocked.
    const repair = await step(run, repairFindings(run));
    if (repair.tasks.length === 0) return endRun(run);
  }
}
